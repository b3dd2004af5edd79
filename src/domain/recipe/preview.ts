import { canonicalJson } from './canonical';
import type { Recipe } from './recipe';

/** Few enough to follow a slider, enough to know the face again. */
export const PREVIEW_STEPS = 5;

/** The recipe in short: the same noise and the same settings in few DDIM steps, without semantic guidance. */
export function previewRecipe(recipe: Recipe): Recipe {
  return {
    ...recipe,
    steps: Math.min(PREVIEW_STEPS, recipe.steps),
    sampler: 'ddim',
    semanticGuidance: { ...recipe.semanticGuidance, strength: 0 },
  };
}

/**
 * What to preview of `asked` while `shown` is on the stage: nothing (null) where it would be another person (seed, texts,
 * layout or pack differ), or where the preview would not show the difference.
 */
export function previewOf(asked: Recipe, shown: Recipe): Recipe | null {
  if (!samePerson(asked, shown)) return null;
  const visible = (recipe: Recipe) => canonicalJson({ ...previewRecipe(recipe), steps: PREVIEW_STEPS, semanticGuidance: asked.semanticGuidance });
  return visible(asked) === visible(shown) ? null : previewRecipe(asked);
}

function samePerson(a: Recipe, b: Recipe): boolean {
  return (
    a.pack === b.pack &&
    a.seed === b.seed &&
    a.prompt === b.prompt &&
    a.negativePrompt === b.negativePrompt &&
    JSON.stringify(a.layout) === JSON.stringify(b.layout)
  );
}
