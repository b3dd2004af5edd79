import { useMemo } from 'react';
import { isComparable, millisecondsPerFace } from '../../domain/batch/estimate';
import type { Recipe } from '../../domain/recipe/recipe';
import { usePackManifest } from '../../engine/usePack';
import { BatchView } from '../../features/batch/BatchView';
import type { LayoutPicture } from '../../features/batch/PlanForm';
import { useLayoutPictures } from '../../features/compose/layoutPictures';
import { replaceDraft, useCompose } from '../../features/compose/store';
import { clearFilters, setFilter } from '../../features/gallery/store';
import { openOnStage } from '../faces/keptFaces';
import { useLatestRuns } from '../faces/useLatestRuns';
import { useReadiness } from '../making/useReadiness';
import { goTo } from '../shell/view';

export function BatchPage() {
  const base = useCompose((state) => state.draft);
  const manifest = usePackManifest();
  const perFace = useMillisecondsPerFace();
  const notReady = useReadiness();
  const picture = useLayoutPicture(base);
  return (
    <BatchView
      base={base}
      picture={picture}
      manifest={manifest}
      perFace={perFace}
      reasons={notReady}
      onBase={(recipe) => replaceDraft('open plan', recipe)}
      onOpenFace={(id) => void openOnStage(id)}
      onOpenBoard={openBoard}
    />
  );
}

function useLayoutPicture(base: Recipe | null): LayoutPicture | null {
  const pictures = useLayoutPictures((state) => state.pictures);
  const source = base?.layout?.source;
  return useMemo(() => {
    if (source?.kind !== 'picture') return null;
    const picture = pictures.get(source.sha256);
    return picture ? { sha256: source.sha256, pixels: picture.pixels } : null;
  }, [source, pictures]);
}

/** From the newest faces made the way the recipe on the panel would be; null where there is none. */
function useMillisecondsPerFace(): number | null {
  const base = useCompose((state) => state.draft);
  const faces = useLatestRuns();
  return useMemo(() => {
    if (!base) return null;
    const measured = faces
      .filter(({ recipe }) => isComparable(base, recipe))
      .map(({ recipe, provenance }) => ({ steps: recipe.steps, milliseconds: provenance.milliseconds }));
    return millisecondsPerFace(measured, base.steps);
  }, [base, faces]);
}

function openBoard(board: string): void {
  clearFilters();
  setFilter({ board });
  goTo('gallery');
}
