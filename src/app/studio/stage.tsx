import { useQuery } from '@tanstack/react-query';
import { Suspense, useEffect, type ReactNode } from 'react';
import { packUrl } from '../../engine/packSource';
import { usePackManifest } from '../../engine/usePack';
import { useCompose } from '../../features/compose/store';
import { RecentFaces } from '../../features/gallery/RecentFaces';
import { RunControls } from '../../features/stage/RunControls';
import { StageCurves, StageSteps, StageView } from '../../features/stage/StageView';
import { exampleQuery } from '../../features/stage/example';
import { showExample, useStage } from '../../features/stage/store';
import { useStrips } from '../../features/strips/store';
import { useTimeline } from '../../features/timeline/store';
import { areComparable } from '../../library/comparable';
import { useRecentFaces } from '../../library/recent';
import { isKept, useLibrary } from '../../library/store';
import { CommandButton } from '../../ui/CommandButton';
import { useStageComparison } from '../faces/compare';
import { deleteKeptFaces, showKeptFace } from '../faces/keptFaces';
import { useLatestRuns } from '../faces/useLatestRuns';
import { openCell } from '../making/strips';
import { useReadiness } from '../making/useReadiness';
import { Sequence, StripView } from '../shell/lazyViews';
import { Pull } from './pull';

/** The stage and what belongs to it, each part tied to its stores. `Panels` lays the parts out. */

const FALLBACK_SIZE = { width: 256, height: 256 };

export function StageArea() {
  const manifest = usePackManifest();
  const example = useQuery(exampleQuery(packUrl)).data;
  const strips = useStrips((state) => state.open);
  const sequence = useTimeline((state) => state.open);
  const empty = useStage((state) => state.run === null);
  useEffect(() => {
    if (example && empty) showExample(example);
  }, [example, empty]);
  if (strips) {
    return (
      <Suspense>
        <Strips />
      </Suspense>
    );
  }
  if (sequence) {
    return (
      <Suspense>
        <Sequence />
      </Suspense>
    );
  }
  return (
    <StageView
      imageSize={manifest?.image ?? FALLBACK_SIZE}
      tools={
        <>
          <CompareButton />
          <CommandButton command="strip" className="button quiet" title="Plan a strip or a grid of faces">
            Strip…
          </CommandButton>
          <CommandButton command="sequence" className="button quiet" title="Let the face move: keys on a timeline, to be exported as a video">
            Sequence…
          </CommandButton>
        </>
      }
      overlay={<Pull of="picture" />}
      onShowFace={(id) => void showKeptFace(id)}
    />
  );
}

function Strips() {
  const manifest = usePackManifest();
  const draft = useCompose((state) => state.draft);
  const last = useLatestRuns().find(({ recipe }) => recipe.pack === manifest?.id);
  if (!manifest || !draft) return null;
  return (
    <StripView
      manifest={manifest}
      draft={draft}
      stepMs={last ? last.provenance.milliseconds / last.recipe.steps : null}
      onOpen={(face) => void openCell(face)}
    />
  );
}

/** Whether the stage shows something else than a face. */
function useOtherStage(): boolean {
  const strips = useStrips((state) => state.open);
  const sequence = useTimeline((state) => state.open);
  return strips || sequence;
}

/** The steps of the face on the stage. */
export function Steps() {
  return useOtherStage() ? null : <StageSteps />;
}

/** The curves belong to the face on the stage. */
export function Curves() {
  return useOtherStage() ? null : <StageCurves />;
}

/** @param children how the face is to be made, where that has its place beside Generate */
export function Controls({ children }: { readonly children?: ReactNode }) {
  const reasons = useReadiness();
  return <RunControls reasons={reasons}>{children}</RunControls>;
}

/** The face on the stage against the last ones. */
function CompareButton() {
  if (!areComparable(useStageComparison())) return null;
  return (
    <CommandButton command="compare" className="button quiet" title="Compare the face with the last ones">
      Compare…
    </CommandButton>
  );
}

export function Recent() {
  const faces = useRecentFaces();
  const face = useStage((state) => state.run?.face ?? null);
  const kept = useLibrary((state) => face !== null && isKept(state, face.id));
  return (
    <RecentFaces
      faces={faces}
      shown={kept ? face : null}
      onShow={(id) => void showKeptFace(id)}
      onDelete={(id) => void deleteKeptFaces([id])}
    />
  );
}
