import type { PackManifest } from '../../domain/packs/manifest';
import { packUrl } from '../../engine/packSource';
import { adaptToPack, defaultRecipe, randomSeed } from '../../features/compose/defaults';
import { startDraft, useCompose } from '../../features/compose/store';
import { exampleQuery } from '../../features/stage/example';
import { readDraft } from '../../storage/draft';
import { queryClient } from '../shell/queryClient';

/**
 * Puts a first recipe on the panel: the one that was left there. At a first visit it is that of the pack's example, so that a slider moves
 * the face that is seen; until that is here, and where the pack has none, the pack's defaults.
 */
export async function startFirstDraft(manifest: PackManifest): Promise<void> {
  const saved = readDraft();
  const first = saved ? adaptToPack(saved, manifest) : defaultRecipe(manifest, randomSeed());
  startDraft(first);
  if (saved) return;
  const example = await queryClient.fetchQuery(exampleQuery(packUrl));
  // What was edited or opened from a link meanwhile stays.
  if (example && useCompose.getState().draft === first) startDraft(adaptToPack(example.face.recipe, manifest));
}
