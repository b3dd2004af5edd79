import type { PackManifest } from '../../domain/packs/manifest';
import type { Recipe } from '../../domain/recipe/recipe';
import { adaptToPack } from '../../features/compose/defaults';
import { replaceDraft } from '../../features/compose/store';
import { alertError } from '../../ui/notices';

/** Puts a recipe on the panel; Ctrl+Z brings the former one back. */
export function openRecipe(recipe: Recipe, manifest: PackManifest): void {
  const adapted = adaptToPack(recipe, manifest);
  replaceDraft('open recipe', adapted);
  const lost = Object.keys(recipe.au).filter((id) => !(id in adapted.au));
  if (lost.length > 0) {
    alertError(`This model does not have ${lost.join(', ')}; the recipe was opened without ${lost.length === 1 ? 'it' : 'them'}.`);
  }
}
