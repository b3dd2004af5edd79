import { describe, expect, it } from 'vitest';
import { expandPlan, seedsFrom } from '../batch/plan';
import { testPlan } from '../batch/testPlan';
import { parseRecipe } from '../recipe/parse';
import { testRecipe } from '../recipe/testRecipe';
import { batchOfPlan, planOfBatch } from './batch';
import { combinationsPerSeed, countCombinations, plannedFaces } from './combinations';
import { PlanError, parsePlan, planText } from './planFile';
import { numberRanges, parseShard, shardName, shardRange } from './shards';
import { testPlanFile } from './testPlanFile';

const recipesOf = (plan: Parameters<typeof plannedFaces>[0], from?: number, to?: number) => [...plannedFaces(plan, from, to)].map(({ recipe }) => recipe);

describe('a plan', () => {
  it('makes what a batch with the same axes makes, in the same order', () => {
    const batch = testPlan({
      seeds: seedsFrom(4294967293, 5),
      expressions: ['happiness', 'contempt', null],
      units: 'prototype',
      intensities: [0.5, 1],
      prompts: ['{soft|dim} light', 'a blue wall'],
      textGuidance: [2, 3],
      looks: [{ name: 'Person', exclusive: true, phrases: ['a young woman', 'an old man'], drawn: ['a young woman', 'an old man'] }],
      directions: { head: 0.5, gaze: 1 },
    });
    const plan = planOfBatch(batch, 'mine');
    expect(recipesOf(plan).map(parseRecipe)).toEqual([...expandPlan(batch)]);
    expect(plan.seeds).toEqual({ first: 4294967293, count: 5 });
    expect(batchOfPlan(parsePlan(planText(plan)))).toEqual(batch);
  });

  it('keeps listed seeds in their order, each once', () => {
    const plan = testPlanFile({ seeds: [9, 3, 9], expressions: [] });
    expect(recipesOf(plan).map(({ seed }) => seed)).toEqual([9, 3]);
  });

  it('gives every shard its own faces, and all of them the whole, for any number of shards', () => {
    const plan = testPlanFile({ intensities: [0, 0.5, 1], seeds: { first: 0, count: 7 } });
    const whole = recipesOf(plan);
    expect(whole.length).toBeLessThan(countCombinations(plan)); // neutral has no units, and at 0 nobody has
    for (let count = 1; count <= 70; count++) {
      const parts = Array.from({ length: count }, (_, index) => shardRange({ index, count }, countCombinations(plan)));
      expect(parts.flatMap(({ from, to }) => recipesOf(plan, from, to))).toEqual(whole);
      const sizes = parts.map(({ from, to }) => to - from);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }
  });

  it('lets each seed draw, the same for the same seed, from all there is', () => {
    const draws = testPlanFile({
      seeds: { first: 0, count: 300 },
      expressions: { draw: ['fear', 'anger'] },
      units: { draw: [{ AU4: 1 }, { AU12: 1 }] },
      intensities: { draw: { from: 0.4, to: 0.9 } },
      textGuidance: { draw: [1, 2, 3] },
      prompts: { draw: ['a woman', 'a man'] },
    });
    const recipes = recipesOf(draws);
    expect(combinationsPerSeed(draws)).toBe(1);
    expect(recipes).toHaveLength(300);
    expect(recipesOf(draws, 100, 101)).toEqual(recipes.slice(100, 101));
    const factors = recipes.flatMap(({ au }) => Object.values(au) as number[]);
    expect(Math.min(...factors)).toBeGreaterThanOrEqual(0.4);
    expect(Math.max(...factors)).toBeLessThanOrEqual(0.9);
    expect(Math.max(...factors) - Math.min(...factors)).toBeGreaterThan(0.45);
    // Nothing is drawn along with something else.
    const together = new Set(recipes.map(({ expression, au, textGuidance, prompt }) => JSON.stringify([expression, Object.keys(au), textGuidance, prompt])));
    expect(together.size).toBe(2 * 2 * 3 * 2);
  });

  it('combines listed units with everything else', () => {
    const plan = testPlanFile({ units: [{ AU4: 1 }, { AU12: 0.5 }], intensities: [1, 0.5], seeds: [1] });
    expect(recipesOf(plan).map(({ au, expression }) => [expression, au])).toEqual(
      [{ AU4: 1 }, { AU4: 0.5 }, { AU12: 0.5 }, { AU12: 0.25 }].flatMap((au) => ['neutral', 'happiness', 'anger'].map((expression) => [expression, au])),
    );
  });
});

describe('a plan that cannot be used', () => {
  const text = (change: object) => JSON.stringify({ ...testPlanFile(), ...change });

  it.each([
    ['{', 'not JSON'],
    ['[]', 'not a plan'],
    [text({ version: 2 }), 'newer version'],
    [text({ colour: 1 }), 'no field "colour"'],
    [text({ intensities: [7] }), '"intensities.0"'],
    [text({ intensities: { draw: { from: 2, to: 1 } } }), '"from" is above "to"'],
    [text({ seeds: [] }), '"seeds"'],
    [text({ splits: { train: 0, validation: 0, test: 0 } }), '"splits"'],
    [text({ base: { ...testRecipe(), steps: 0 } }), '"steps"'],
  ])('%s says why', (given, why) => {
    expect(() => parsePlan(given)).toThrow(why);
  });

  it('has more combinations than there are ids for', () => {
    expect(() => countCombinations(testPlanFile({ seeds: { first: 0, count: 10_000_000 } }))).toThrow(PlanError);
  });

  it('draws, lists units or is large: a batch in the studio has no words for it', () => {
    expect(() => batchOfPlan(testPlanFile({ intensities: { draw: [1] } }))).toThrow('draws its intensities');
    expect(() => batchOfPlan(testPlanFile({ units: [{ AU4: 1 }] }))).toThrow('lists action units');
    expect(() => batchOfPlan(testPlanFile({ seeds: { first: 0, count: 7000 } }))).toThrow('21,000 faces');
  });
});

describe('shards', () => {
  it('are written and read', () => {
    expect(parseShard('3/10')).toEqual({ index: 3, count: 10 });
    expect(shardName({ index: 3, count: 10 })).toBe('00003-of-00010');
    for (const wrong of ['10/10', '1', '-1/3', '1/0', 'a/b', '']) expect(parseShard(wrong)).toBeNull();
  });

  it('that are missing are named as Slurm takes them', () => {
    expect(numberRanges([0, 3, 7, 8, 9])).toBe('0,3,7-9');
    expect(numberRanges([])).toBe('');
  });
});
