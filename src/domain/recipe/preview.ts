import type { PackStudent } from '../packs/manifest';
import { canonicalJson } from './canonical';
import type { Recipe } from './recipe';
import { standsFor, studentRecipe } from './student';

/** Of the denoiser: few enough to follow a slider, enough to know the face again. */
export const PREVIEW_STEPS = 5;

/**
 * The recipe in short: the same noise and the same settings without semantic guidance, by the pack's student where it has
 * one that can stand for it (null: none), else in few DDIM steps.
 */
export function previewRecipe(recipe: Recipe, student: PackStudent | null): Recipe {
  const unguided = { ...recipe, semanticGuidance: { ...recipe.semanticGuidance, strength: 0 } };
  if (student && standsFor(student, recipe)) return studentRecipe(unguided, student);
  return { ...unguided, steps: Math.min(PREVIEW_STEPS, recipe.steps), sampler: recipe.sampler === 'student' ? 'student' : 'ddim' };
}

/**
 * What to preview of `asked` while `shown` is on the stage: nothing (null) where it would be another person (seed, texts,
 * layout or pack differ), or where the preview would not show the difference. A fork takes over whole steps, which few
 * steps have not.
 */
export function previewOf(asked: Recipe, shown: Recipe, student: PackStudent | null): Recipe | null {
  if (asked.forks || shown.forks || !samePerson(asked, shown)) return null;
  const visible = (recipe: Recipe) => canonicalJson({ ...previewRecipe(recipe, student), steps: PREVIEW_STEPS, semanticGuidance: asked.semanticGuidance });
  return visible(asked) === visible(shown) ? null : previewRecipe(asked, student);
}

function samePerson(a: Recipe, b: Recipe): boolean {
  return (
    a.pack === b.pack &&
    a.seed === b.seed &&
    JSON.stringify(a.variation) === JSON.stringify(b.variation) &&
    a.prompt === b.prompt &&
    a.negativePrompt === b.negativePrompt &&
    JSON.stringify(a.layout) === JSON.stringify(b.layout)
  );
}
