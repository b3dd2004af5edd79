import type { PackManifest } from '../../domain/packs/manifest';
import { RECIPE_VERSION, type Recipe } from '../../domain/recipe/recipe';

/** The recipe that a pack's defaults make, before anything is asked of it. */
export function defaultRecipe(manifest: PackManifest, seed: number): Recipe {
  const { steps, sampler, textGuidance, auStrength, semanticGuidance } = manifest.defaults;
  return {
    format: 'synfer-recipe',
    version: RECIPE_VERSION,
    pack: manifest.id,
    expression: null,
    prompt: '',
    negativePrompt: '',
    seed,
    steps,
    sampler,
    textGuidance,
    auStrength,
    semanticGuidance,
    layout: null,
    au: {},
  };
}

/** A recipe made with another pack, without the units this pack lacks. */
export function adaptToPack(recipe: Recipe, manifest: PackManifest): Recipe {
  const known = new Set(manifest.actionUnits.map((unit) => unit.id));
  const au = Object.fromEntries(Object.entries(recipe.au).filter(([id]) => known.has(id)));
  return { ...recipe, pack: manifest.id, au };
}

export function randomSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
}
