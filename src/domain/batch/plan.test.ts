import { describe, expect, it } from 'vitest';
import { recipeId } from '../recipe/canonical';
import { recipeSchema } from '../recipe/recipe';
import { testRecipe } from '../recipe/testRecipe';
import { batchPlanSchema, countCombinations, countFaces, expandPlan, seedsFrom } from './plan';
import { testPlan } from './testPlan';

describe('a plan', () => {
  it('without axes makes its base recipe alone', () => {
    expect([...expandPlan(testPlan())]).toEqual([testRecipe()]);
  });

  it('makes every combination, expressions fastest and seeds slowest', () => {
    const plan = testPlan({ expressions: ['happiness', null], seeds: [1, 2], textGuidance: [2, 4], prompts: ['a man'] });
    expect([...expandPlan(plan)].map((recipe) => [recipe.seed, recipe.textGuidance, recipe.expression])).toEqual([
      [1, 2, 'happiness'],
      [1, 2, null],
      [1, 4, 'happiness'],
      [1, 4, null],
      [2, 2, 'happiness'],
      [2, 2, null],
      [2, 4, 'happiness'],
      [2, 4, null],
    ]);
    expect(countCombinations(plan)).toBe(8);
  });

  it('makes valid recipes only, no two with the same id, in the same order every time', async () => {
    const plan = testPlan({
      expressions: ['neutral', 'happiness', 'contempt'],
      units: 'prototype',
      intensities: [0, 0.5, 1, 2],
      seeds: seedsFrom(7, 3),
      prompts: ['a {young|old} man', 'a young man', 'an {old} man'],
    });
    const recipes = [...expandPlan(plan)];
    for (const recipe of recipes) expect(recipeSchema.safeParse(recipe).success).toBe(true);
    const ids = await Promise.all(recipes.map(recipeId));
    expect(new Set(ids).size).toBe(ids.length);
    expect(countFaces(plan)).toBe(ids.length);
    expect(ids.length).toBeLessThan(countCombinations(plan));
    expect(await Promise.all([...expandPlan(plan)].map(recipeId))).toEqual(ids);
  });

  it('makes one neutral face however many intensities there are', () => {
    const plan = testPlan({ expressions: ['neutral', 'happiness'], units: 'prototype', intensities: [0.5, 1] });
    expect(countFaces(plan)).toBe(3);
  });

  it('scales the units typical of each expression, up to 1, without those the pack lacks', () => {
    const plan = testPlan({ expressions: ['happiness'], units: 'prototype', intensities: [0.5, 2], packUnits: ['AU12'] });
    expect([...expandPlan(plan)].map(({ au }) => au)).toEqual([{ AU12: 0.5 }, { AU12: 1 }]);
  });

  it("scales the recipe's own units, each side by itself", () => {
    const plan = testPlan({ base: testRecipe({ au: { AU14: { left: 0.8, right: 0 } } }), intensities: [0.5] });
    expect([...expandPlan(plan)].map(({ au }) => au)).toEqual([{ AU14: { left: 0.4, right: 0 } }]);
  });

  it('lets each seed choose among the wildcards of its prompt', () => {
    const plan = testPlan({ prompts: ['a {young|old} man'], seeds: seedsFrom(0, 12) });
    const prompts = [...expandPlan(plan)].map(({ prompt }) => prompt);
    expect(new Set(prompts)).toEqual(new Set(['a young man', 'a old man']));
  });

  it('makes a face of each units that it lists, once where they are alike', () => {
    const plan = testPlan({ units: [{ AU12: 0 }, { AU12: 1 }, { AU12: 0 }], seeds: [1, 2] });
    expect([...expandPlan(plan)].map(({ seed, au }) => [seed, au['AU12']])).toEqual([[1, 0], [1, 1], [2, 0], [2, 1]]);
    expect(countFaces(plan)).toBe(4);
  });

  it('is expanded lazily: the first of 20,000 is there at once', () => {
    const plan = testPlan({ seeds: seedsFrom(0, 20_000) });
    expect(expandPlan(plan).next().value).toMatchObject({ seed: 0 });
  });

  it('refuses more faces than a batch may have', () => {
    const plan = testPlan({ seeds: seedsFrom(0, 10_000), textGuidance: [2, 3, 4] });
    expect(() => countFaces(plan)).toThrow(/20,000 faces at most/);
    expect(() => [...expandPlan(plan)]).toThrow(/20,000 faces at most/);
  });

  it('is read back from storage only where it is one', () => {
    expect(batchPlanSchema.safeParse(testPlan()).success).toBe(true);
    expect(batchPlanSchema.safeParse(testPlan({ textGuidance: [50] })).success).toBe(false);
  });
});

describe('seedsFrom', () => {
  it('goes on from the last seed to the first', () => {
    expect(seedsFrom(2 ** 32 - 1, 3)).toEqual([2 ** 32 - 1, 0, 1]);
  });
});
