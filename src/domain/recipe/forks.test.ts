import { describe, expect, it } from 'vitest';
import { DomainError } from '../errors';
import { beginningOf, forkRecipe, parentOf, phasesOf } from './forks';
import { parseRecipe } from './parse';
import { FORKS_MAX } from './limits';
import { testRecipe } from './testRecipe';
import { resolveRecipe } from './wildcards';

const parent = testRecipe({ seed: 3, steps: 10, prompt: 'a man', au: { AU12: 1 } });
const other = testRecipe({ seed: 9, steps: 4, sampler: 'dpmsolver++', prompt: 'an old man', au: { AU4: 0.5 }, textGuidance: 5 });
const fork = forkRecipe(parent, other, 6);

describe('a fork', () => {
  it('keeps what holds for the whole face and takes on what steers it', () => {
    expect(fork).toMatchObject({ seed: 3, steps: 10, sampler: 'ddim', layout: null, prompt: 'an old man', au: { AU4: 0.5 }, textGuidance: 5 });
    expect(fork.forks).toHaveLength(1);
    expect(fork.forks?.[0]).toMatchObject({ step: 6, before: { prompt: 'a man', au: { AU12: 1 }, textGuidance: 2 } });
    expect(parseRecipe(JSON.parse(JSON.stringify(fork)))).toEqual(fork);
  });

  it('says what it forked off', () => {
    expect(parentOf(fork)).toEqual(parent);
    expect(parentOf(parent)).toBeNull();
  });

  it('can be forked again, later or earlier', () => {
    const later = forkRecipe(fork, testRecipe({ prompt: 'a woman' }), 8);
    expect(later.forks?.map(({ step }) => step)).toEqual([6, 8]);
    expect(parentOf(later)).toEqual(fork);
    // Before its own fork it is its parent.
    expect(forkRecipe(fork, other, 3)).toEqual(forkRecipe(parent, other, 3));
    expect(forkRecipe(fork, other, 6)).toEqual(forkRecipe(parent, other, 6));
  });

  it('is made in phases, each with what steers it', () => {
    const later = forkRecipe(fork, testRecipe({ prompt: 'a woman' }), 8);
    expect(phasesOf(later).map(({ start, end, recipe }) => [start, end, recipe.prompt])).toEqual([
      [0, 6, 'a man'],
      [6, 8, 'an old man'],
      [8, 10, 'a woman'],
    ]);
    expect(phasesOf(parent)).toEqual([{ start: 0, end: 10, recipe: parent }]);
  });

  it('has the beginning of its parent up to the fork and no further', () => {
    expect(beginningOf(fork, 6)).toEqual(parent);
    expect(beginningOf(fork, 7)).toEqual(fork);
  });

  it('has the choices in its former prompts made by the seed, too', () => {
    const resolved = resolveRecipe({ ...fork, forks: [{ step: 6, before: { ...parent, prompt: 'a {young|young} man' } }] });
    expect(resolved.forks?.[0]?.before.prompt).toBe('a young man');
    expect(resolved.prompt).toBe('an old man');
  });
});

describe('a recipe is refused', () => {
  const [at6] = fork.forks ?? [];
  if (!at6) throw new Error('no fork');

  it.each([
    ['forks at its end', { forks: [{ ...at6, step: 10 }] }],
    ['forks that do not rise', { forks: [at6, at6] }],
    ['a fork before the first step', { forks: [{ ...at6, step: 0 }] }],
    ['no fork in its forks', { forks: [] }],
    ['too many forks', { steps: 50, forks: Array.from({ length: FORKS_MAX + 1 }, (_, i) => ({ ...at6, step: i + 1 })) }],
    ['another seed before the fork', { forks: [{ step: 6, before: { ...at6.before, seed: 1 } }] }],
  ])('with %s', (_, parts) => {
    expect(() => parseRecipe({ ...fork, ...parts })).toThrow(DomainError);
    expect(() => parseRecipe({ ...fork, ...parts })).toThrow(/forks/);
  });

  it('with what would be dropped without a word in a fork', () => {
    const text = JSON.stringify(fork).replace('"au":{"AU12":1}', '"au":{"__proto__":{"AU12":1}}');
    expect(() => parseRecipe(JSON.parse(text))).toThrow('"au.__proto__"');
  });
});
