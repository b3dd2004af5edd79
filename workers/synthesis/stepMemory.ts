import { canonicalJson } from '../../src/domain/recipe/canonical';
import { beginningOf } from '../../src/domain/recipe/forks';
import type { Recipe } from '../../src/domain/recipe/recipe';
import type { DenoisedStep } from './diffusion/denoise';
import type { StepEvent } from '../../src/domain/face/step';

/** Runs that are remembered: a step holds two latents, an embedding and a preview, about 110 KB in the shipped pack. */
const RUNS_KEPT = 6;

/** A step as it was made, with the event that told of it, if anybody listened. */
export interface MadeStep {
  readonly step: DenoisedStep;
  readonly event: StepEvent | null;
}

interface Run {
  readonly recipe: Recipe;
  readonly steps: MadeStep[];
}

/** The steps of the last runs, finished or not: a fork goes on from them instead of making them again. */
export class StepMemory {
  private runs: readonly Run[] = [];

  /** Remembers a run from now on. @returns where its steps are to be put, in order */
  begin(recipe: Recipe): Pick<MadeStep[], 'push'> {
    const run: Run = { recipe, steps: [] };
    this.runs = [run, ...this.runs].slice(0, RUNS_KEPT);
    return run.steps;
  }

  /** The steps before the recipe's last fork, in order; none where it is no fork or no run with these steps is remembered. */
  beforeFork(recipe: Recipe): readonly MadeStep[] {
    const end = recipe.forks?.at(-1)?.step;
    if (end === undefined) return [];
    const beginning = canonicalJson(beginningOf(recipe, end));
    for (const run of this.runs) {
      if (canonicalJson(beginningOf(run.recipe, end)) !== beginning) continue;
      const steps = run.steps.filter(({ step }) => step.index < end);
      if (steps.at(-1)?.step.index === end - 1) return steps;
    }
    return [];
  }
}
