import { describe, expect, it } from 'vitest';
import { forkRecipe } from '../../domain/recipe/forks';
import { FORKS_MAX } from '../../domain/recipe/limits';
import type { Recipe } from '../../domain/recipe/recipe';
import { testRecipe } from '../../domain/recipe/testRecipe';
import type { StepEvent } from '../../domain/face/step';
import { stepsDone, stepsTakenOver, whyNoFork } from './fork';

const recipe = testRecipe({ steps: 10 });
const layout: Recipe['layout'] = { source: { kind: 'shipped', name: 'example' }, strength: 0.4 };

function run(parts: Partial<Parameters<typeof whyNoFork>[0]> = {}) {
  const totalSteps = parts.totalSteps ?? 10;
  return { recipe, totalSteps, status: 'done' as const, steps: Array.from({ length: totalSteps }, () => ({}) as StepEvent), ...parts };
}

describe('the step of a fork', () => {
  it('counts over the whole schedule, whatever a layout leaves out', () => {
    expect(stepsDone(run(), 0)).toBe(1);
    expect(stepsDone(run({ totalSteps: 4, recipe: { ...recipe, layout } }), 0)).toBe(7);
  });

  it('says how many of the steps shown were taken over', () => {
    expect(stepsTakenOver(run())).toBe(0);
    expect(stepsTakenOver(run({ recipe: forkRecipe(recipe, recipe, 6) }))).toBe(6);
    expect(stepsTakenOver(run({ totalSteps: 4, recipe: forkRecipe({ ...recipe, layout }, recipe, 8) }))).toBe(2);
    expect(stepsTakenOver(run({ totalSteps: 4, recipe: forkRecipe({ ...recipe, layout }, recipe, 3) }))).toBe(0);
  });
});

describe('a fork', () => {
  it.each([0, 5, 8])('is possible after step %i', (index) => {
    expect(whyNoFork(run(), index, recipe.pack)).toBeNull();
  });

  it('is possible at the last step of a run that was stopped', () => {
    expect(whyNoFork(run({ status: 'stopped' }), 3, recipe.pack)).toBeNull();
  });

  it.each([
    ['after the last step', run(), 9, /before the last/],
    ['while the run goes on', run({ status: 'running' }), 3, /^Stop the run/],
    ['of a face whose steps are gone', run({ steps: [] }), -1, /not kept/],
    ['of a face made with another model', run({ recipe: { ...recipe, pack: 'other' } }), 3, /“other”/],
    ['of a face that forked as often as can be', run({ recipe: { ...recipe, steps: 40, forks: Array.from({ length: FORKS_MAX }, (_, i) => ({ step: i + 1, before: recipe })) }, totalSteps: 40 }), 20, /16 times/],
  ])('is refused %s', (_, given, index, reason) => {
    expect(whyNoFork(given, index, 'synfer-faces-256')).toMatch(reason);
  });
});
