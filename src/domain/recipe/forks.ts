import type { Recipe, Steering } from './recipe';

/** Steps `start` ≤ index < `end` of the schedule, all made with one recipe. */
export interface Phase {
  readonly start: number;
  readonly end: number;
  /** The recipe of a face that would be steered like this to its end. */
  readonly recipe: Recipe;
}

/**
 * A fork of a face: its first `step` steps as they are, all others with other settings.
 * @param step 1 … steps − 1, counted over the whole schedule
 */
export function forkRecipe(face: Recipe, settings: Recipe, step: number): Recipe {
  const parent = beginningOf(face, step);
  return { ...parent, ...steeringOf(settings), forks: [...(parent.forks ?? []), { step, before: steeringOf(parent) }] };
}

/** The face that a fork took its first steps from; null where the recipe is no fork. */
export function parentOf(recipe: Recipe): Recipe | null {
  const last = recipe.forks?.at(-1);
  return last === undefined ? null : beginningOf(recipe, last.step);
}

/** The recipe without forks after its first `step` steps: recipes that share those steps have the same beginning. */
export function beginningOf(recipe: Recipe, step: number): Recipe {
  const { forks = [], ...settings } = recipe;
  const kept = forks.filter((fork) => fork.step < step);
  return { ...settings, ...forks[kept.length]?.before, ...(kept.length > 0 ? { forks: kept } : {}) };
}

/** A recipe's steps by what steers them, in order. */
export function phasesOf(recipe: Recipe): readonly Phase[] {
  const ends = [...(recipe.forks ?? []).map(({ step }) => step), recipe.steps];
  return ends.map((end, i) => ({ start: ends[i - 1] ?? 0, end, recipe: beginningOf(recipe, end) }));
}

function steeringOf({ expression, prompt, negativePrompt, textGuidance, auStrength, semanticGuidance, au }: Steering): Steering {
  return { expression, prompt, negativePrompt, textGuidance, auStrength, semanticGuidance, au };
}
