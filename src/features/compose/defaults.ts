import { abilities } from '../../domain/packs/abilities';
import type { PackManifest } from '../../domain/packs/manifest';
import { RECIPE_VERSION, type Recipe, type Steering } from '../../domain/recipe/recipe';

/** The recipe that a pack's defaults make, before anything is asked of it. */
export function defaultRecipe(manifest: PackManifest, seed: number): Recipe {
  const { steps, sampler, textGuidance, auStrength, semanticGuidance } = manifest.defaults;
  const recipe: Recipe = {
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
  // What a pack counts among its defaults and cannot do could not be switched off on the panel.
  return adaptToPack(recipe, manifest);
}

/** A recipe made with another pack, without the units, the guide and the student that this pack lacks. */
export function adaptToPack(recipe: Recipe, manifest: PackManifest): Recipe {
  const { semanticGuidance, student } = abilities(manifest);
  const known = new Set(manifest.actionUnits.map((unit) => unit.id));
  const withKnown = <T extends Steering>(settings: T): T => ({
    ...settings,
    au: Object.fromEntries(Object.entries(settings.au).filter(([id]) => known.has(id))),
    ...(!semanticGuidance.can && { semanticGuidance: { ...settings.semanticGuidance, strength: 0 } }),
  });
  const forks = recipe.forks?.map(({ step, before }) => ({ step, before: withKnown(before) }));
  const { steps, sampler, textGuidance } = manifest.defaults;
  const denoiser = recipe.sampler === 'student' && !student.can ? { steps, sampler, textGuidance } : {};
  return { ...withKnown(recipe), ...denoiser, pack: manifest.id, ...(forks && { forks }) };
}

export function randomSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
}
