import { describe, expect, it } from 'vitest';
import { findConflicts } from '../facs/conflicts';
import { testRecipe } from '../recipe/testRecipe';
import { drawDirections, turnableParts } from './directions';
import { batchPlanSchema, countFaces, expandPlan, ledByWords, seedsFrom, type BatchPlan } from './plan';
import { testPlan } from './testPlan';

const HEAD = ['AU51', 'AU52', 'AU53', 'AU54', 'AU55', 'AU56'];
const GAZE = ['AU61', 'AU62', 'AU63', 'AU64'];

describe('directions drawn by a plan', () => {
  it('go both ways along every axis, evenly, as far as they may and no farther', () => {
    const draws = seedsFrom(0, 400).map((seed) => drawDirections({ head: 0.6, gaze: 1 }, seed));
    for (const [ids, reach] of [
      [HEAD, 0.6],
      [GAZE, 1],
    ] as const) {
      for (const id of ids) {
        const values = draws.flatMap((au) => au[id] ?? []) as number[];
        expect(values.length).toBeGreaterThan(160);
        expect(values.length).toBeLessThan(240);
        expect(Math.max(...values)).toBeLessThanOrEqual(reach);
        expect(Math.max(...values)).toBeGreaterThan(0.95 * reach);
      }
    }
  });

  it('never turn a head or an eye two ways at once', () => {
    for (const seed of seedsFrom(0, 100)) expect(findConflicts(drawDirections({ head: 1, gaze: 1 }, seed)).filter(({ kind }) => kind === 'impossible')).toEqual([]);
  });

  it('leave alone what may not turn', () => {
    expect(Object.keys(drawDirections({ head: 0, gaze: 1 }, 7)).every((id) => GAZE.includes(id))).toBe(true);
    const plan = testPlan({ base: testRecipe({ au: { AU12: 0.5, AU51: 0.4, AU63: 0.3 } }), seeds: [7], directions: { head: 0, gaze: 1 } });
    const [recipe] = [...expandPlan(plan)];
    expect(recipe?.au).toMatchObject({ AU12: 0.5, AU51: 0.4 });
    expect(recipe?.au).not.toMatchObject({ AU63: 0.3 });
  });

  it('stay with their seed over expressions and intensities, which do not scale them', () => {
    const plan = testPlan({ seeds: [3, 4], expressions: ['happiness', 'contempt'], units: 'prototype', intensities: [0.5, 1], directions: { head: 1, gaze: 1 } });
    const bySeed = new Map<number, Set<string>>();
    for (const { seed, au } of expandPlan(plan)) {
      const turned = JSON.stringify(Object.entries(au).filter(([id]) => [...HEAD, ...GAZE].includes(id)));
      bySeed.set(seed, (bySeed.get(seed) ?? new Set()).add(turned));
    }
    expect([...bySeed.values()].map(({ size }) => size)).toEqual([1, 1]);
    expect(new Set([...bySeed.values()].flatMap((turns) => [...turns])).size).toBe(2);
    expect(countFaces(plan)).toBe(2 * 2 * 2);
  });

  it('are for packs that have both units of every axis', () => {
    expect(turnableParts([...HEAD, ...GAZE])).toEqual(['head', 'gaze']);
    expect(turnableParts(['AU12', ...GAZE])).toEqual(['gaze']);
    expect(turnableParts(HEAD.slice(1))).toEqual([]);
  });

  it('are kept with the plan; a plan from before there were any is read', () => {
    expect(batchPlanSchema.safeParse(testPlan()).success).toBe(true);
    expect(batchPlanSchema.safeParse(testPlan({ directions: { head: 0.5, gaze: 0 } })).success).toBe(true);
    expect(batchPlanSchema.safeParse(testPlan({ directions: { head: 1.5, gaze: 0 } })).success).toBe(false);
  });
});

describe('a face led by words alone', () => {
  const words = { happy: 'expression', woman: 'person' };

  const bare = testRecipe({ expression: null, au: {}, prompt: '' });
  const cases: [string, Partial<BatchPlan>, boolean][] = [
    ['an expression asked for without units', { expressions: ['happiness'] }, true],
    ['a prompt with a word of expression', { base: { ...bare, prompt: 'a happy woman' } }, true],
    ['a prompt of looks', { base: { ...bare, prompt: 'a woman' } }, false],
    ['the neutral face', { expressions: ['neutral'] }, false],
    ['units typical of each expression', { expressions: ['happiness', 'neutral'], units: 'prototype' }, false],
  ];

  it.each(cases)('%s', (_name, parts, led) => {
    expect(ledByWords(testPlan({ base: bare, ...parts }), words)).toBe(led);
  });
});
