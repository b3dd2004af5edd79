import { useMemo } from 'react';
import { isComparable, millisecondsPerFace } from '../../domain/batch/estimate';
import { usePackManifest } from '../../engine/usePack';
import { BatchView } from '../../features/batch/BatchView';
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
  const reasons = base?.layout?.source.kind === 'picture' ? [...notReady, LAYOUT_IS_GONE_LATER] : notReady;
  return (
    <BatchView
      base={base}
      manifest={manifest}
      perFace={perFace}
      reasons={reasons}
      onBase={(recipe) => replaceDraft('open plan', recipe)}
      onOpenFace={(id) => void openOnStage(id)}
      onOpenBoard={openBoard}
    />
  );
}

const LAYOUT_IS_GONE_LATER =
  'The layout picture is in memory only and would be gone after a reload; take a kept face or None as layout.';

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
