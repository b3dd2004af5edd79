import { describe, expect, it } from 'vitest';
import { testRecipe } from '../recipe/testRecipe';
import { batchPlanSchema, countFaces, expandPlan, seedsFrom } from './plan';
import { drawLooks, longestLooks, withLooks, type SampledLook } from './looks';
import { testPlan } from './testPlan';

const look = (name: string, drawn: string[], parts: Partial<SampledLook> = {}): SampledLook => ({ name, exclusive: true, phrases: drawn, drawn, ...parts });
const PERSON = look('Person', ['a young woman', 'an old man']);
const HAIR = look('Hair colour', ['black hair', 'blond hair', 'red hair']);
const OTHER = look('Other', ['glasses', 'freckles'], { exclusive: false });

describe('looks drawn by a plan', () => {
  it('are one of each group, and all of them come up over the seeds', () => {
    const plan = testPlan({ base: testRecipe({ prompt: '' }), looks: [PERSON, HAIR], seeds: seedsFrom(0, 60) });
    const prompts = [...expandPlan(plan)].map(({ prompt }) => prompt);
    expect(new Set(prompts)).toEqual(new Set(PERSON.drawn.flatMap((person) => HAIR.drawn.map((hair) => `${person}, ${hair}`))));
  });

  it('stay with their seed over prompts, expressions, intensities and text guidance', () => {
    const plan = testPlan({
      looks: [PERSON, HAIR, OTHER],
      seeds: seedsFrom(3, 8),
      prompts: ['{soft|dim} light', 'blue background'],
      expressions: ['happiness', 'contempt'],
      units: 'prototype',
      intensities: [0.5, 1],
      textGuidance: [2, 4],
    });
    const looksOf = (prompt: string) => [PERSON, HAIR, OTHER].map(({ drawn }) => drawn.filter((phrase) => prompt.split(', ').includes(phrase)));
    const bySeed = new Map<number, Set<string>>();
    for (const { seed, prompt } of expandPlan(plan)) bySeed.set(seed, (bySeed.get(seed) ?? new Set()).add(JSON.stringify(looksOf(prompt))));
    expect([...bySeed.values()].map(({ size }) => size)).toEqual(Array.from({ length: 8 }, () => 1));
    expect(countFaces(plan)).toBe(8 * 2 * 2 * 2 * 2);
  });

  it('do not go together with the choices of the prompt', () => {
    const plan = testPlan({ prompts: ['{soft|dim} light'], looks: [PERSON], seeds: seedsFrom(0, 60) });
    expect(new Set([...expandPlan(plan)].map(({ prompt }) => prompt)).size).toBe(4);
  });

  it('take the place of what the prompt says of the same', () => {
    const person = look('Person', ['an old man'], { phrases: PERSON.phrases });
    const looks = drawLooks([person, look('Other', ['glasses'], { exclusive: false })], 7);
    expect(withLooks('A young woman, freckles, glasses', looks)).toBe('an old man, freckles, glasses');
  });

  it('are kept with the plan; a plan from before there were any is read', () => {
    expect(batchPlanSchema.safeParse(testPlan()).success).toBe(true);
    expect(batchPlanSchema.safeParse(testPlan({ looks: [PERSON] })).success).toBe(true);
    expect(batchPlanSchema.safeParse(testPlan({ looks: [look('Person', [])] })).success).toBe(false);
  });

  it('say how long they make a prompt at most', () => {
    expect(longestLooks([PERSON, HAIR])).toBe(', a young woman, black hair'.length);
  });
});
