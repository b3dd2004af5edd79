import { canonicalJson } from '../../domain/recipe/canonical';
import { resolveRecipe } from '../../domain/recipe/wildcards';
import { usePackManifest } from '../../engine/usePack';
import { useCompose } from '../../features/compose/store';
import { ReadingPanel } from '../../features/reading/ReadingPanel';
import { useStage } from '../../features/stage/store';

/** What the voters read in the face on the stage. */
export function Reading() {
  const manifest = usePackManifest();
  const face = useStage((state) => state.run?.face ?? null);
  const example = useStage((state) => state.run?.example ?? false);
  const draftDiffers = useCompose(
    ({ draft }) => !example && face !== null && draft !== null && canonicalJson(resolveRecipe(draft)) !== canonicalJson(face.recipe),
  );
  return <ReadingPanel face={face} manifest={manifest} draftDiffers={draftDiffers} />;
}
