import { useGallery } from '../../features/gallery/store';
import { faceInSight, useStage } from '../../features/stage/store';
import { COMPARABLE } from '../../library/comparable';
import { useOpenSet } from '../../library/openSet';
import { recentFaces, useRecentFaces } from '../../library/recent';
import { isKept, useLibrary } from '../../library/store';
import { currentView } from '../shell/view';

/** The faces that a comparison means now: those chosen in the gallery, in the studio the one on the stage and the last ones. */
export function facesToCompare(): readonly string[] {
  const view = currentView();
  // Faces of a merged set are not kept here.
  if (view === 'gallery') return useOpenSet.getState().set === null ? useGallery.getState().chosen : [];
  if (view !== 'studio') return [];
  return againstLast(faceInSight(useStage.getState()), useLibrary.getState(), recentFaces(useLibrary.getState()));
}

/** What a comparison means in the studio, as it changes. */
export function useStageComparison(): readonly string[] {
  return againstLast(useStage(faceInSight), useLibrary(), useRecentFaces());
}

interface Identified {
  readonly id: string;
}

/** The face in sight, and as many of the last ones as can stand beside it; none where it is not kept. */
function againstLast(shown: Identified | null, library: Parameters<typeof isKept>[0], last: readonly Identified[]): readonly string[] {
  if (shown === null || !isKept(library, shown.id)) return [];
  return [shown.id, ...last.map(({ id }) => id).filter((id) => id !== shown.id)].slice(0, COMPARABLE.max);
}
