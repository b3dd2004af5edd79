import { FORKS_MAX } from '../../domain/recipe/limits';
import type { Run } from './store';

export const NO_STEPS = 'The steps of this face are not kept, so that there is none to replay or to fork from.';

type Steps = Pick<Run, 'recipe' | 'totalSteps'>;

/** Steps of the schedule that are done after the shown step of this index: a layout leaves out the first ones. */
export function stepsDone({ recipe, totalSteps }: Steps, index: number): number {
  return recipe.steps - totalSteps + index + 1;
}

/** How many of the shown steps were taken over from the face that the run forked off. */
export function stepsTakenOver(run: Steps): number {
  const fork = run.recipe.forks?.at(-1)?.step;
  return fork === undefined ? 0 : Math.max(0, fork - stepsDone(run, -1));
}

/**
 * Why the run cannot be forked after the shown step of this index, as a sentence that says what to do; null where it can.
 * @param pack id of the pack that is loaded
 */
export function whyNoFork(run: Pick<Run, 'recipe' | 'totalSteps' | 'status' | 'steps'>, index: number, pack: string): string | null {
  if (run.recipe.pack !== pack) return `This face was made with the model “${run.recipe.pack}”; load that one to fork it.`;
  if (run.status === 'running') return 'Stop the run to fork it.';
  if (run.steps.length === 0) return NO_STEPS;
  const done = stepsDone(run, index);
  if (done >= run.recipe.steps) return 'To fork this face, look at a step before the last.';
  const earlier = (run.recipe.forks ?? []).filter(({ step }) => step < done).length;
  return earlier >= FORKS_MAX ? `This face forked ${FORKS_MAX} times already, which is the most a recipe holds.` : null;
}
