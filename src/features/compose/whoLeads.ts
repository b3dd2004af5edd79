import type { PackManifest } from '../../domain/packs/manifest';
import { textLeads } from '../../domain/recipe/prompt';
import type { Recipe } from '../../domain/recipe/recipe';
import { countActive } from './auEdits';

/** Says what steers the face, text or action units, after the rule at `recipe.au`. */
export function whoLeads(recipe: Pick<Recipe, 'au' | 'expression' | 'prompt'>, words: PackManifest['words']): string {
  if (textLeads(recipe, words)) return 'No action unit is set, so the text alone leads.';
  if (Object.keys(recipe.au).length === 0) {
    return 'No action unit is set and no expression is asked for, so the face is asked to be at rest.';
  }
  const active = countActive(recipe.au);
  return active === 0 ? '0 active: the face is asked to be at rest.' : `${active} active`;
}
