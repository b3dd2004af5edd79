import { describe, expect, it } from 'vitest';
import { testRecipe } from './testRecipe';
import { countVariants, hasWildcards, resolveRecipe, resolveWildcards, templateOf, unpairedBraces } from './wildcards';

const seeds = Array.from({ length: 200 }, (_, seed) => seed);

describe('braces without a partner', () => {
  it.each([
    ['a {young|old} man', 0],
    ['a {young|old man', 1],
    ['a young|old} man', 1],
    ['}{', 2],
    ['{{a|b}', 1],
  ])('in “%s” are %i', (prompt, count) => expect(unpairedBraces(prompt)).toBe(count));
});

describe('wildcards', () => {
  it.each([
    ['', 1],
    ['a young man', 1],
    ['a {young|old} man', 2],
    ['a {young|old} {man|woman}, {red|black|blond} hair', 12],
    ['a man{| with glasses}', 2],
    ['a {young|{very|rather} old} man', 3],
    ['{one}', 1],
  ])('count the prompts of "%s" as %i', (prompt, expected) => {
    expect(countVariants(prompt)).toBe(expected);
  });

  it('choose the same for the same seed', () => {
    const prompt = 'a {young|old} {man|woman}';
    expect(resolveWildcards(prompt, 7)).toBe(resolveWildcards(prompt, 7));
  });

  it('choose everything there is, about equally often, over many seeds', () => {
    const chosen = seeds.map((seed) => resolveWildcards('a {young|old} {man|woman}', seed));
    expect([...new Set(chosen)].sort()).toEqual(['a old man', 'a old woman', 'a young man', 'a young woman']);
    for (const prompt of new Set(chosen)) expect(chosen.filter((other) => other === prompt).length).toBeGreaterThan(30);
  });

  it('choose within choices', () => {
    const chosen = new Set(seeds.map((seed) => resolveWildcards('a {young|{very|rather} old} man', seed)));
    expect(chosen).toEqual(new Set(['a young man', 'a very old man', 'a rather old man']));
  });

  it('leave no double space where the empty choice was made', () => {
    expect(new Set(seeds.map((seed) => resolveWildcards('a {|young} man', seed)))).toEqual(new Set(['a man', 'a young man']));
  });

  it.each(['a {young man', 'a young} man', 'young|old', '}{', '{a|b', '{{a|b'])('leave "%s", which has no whole choice, as it is', (prompt) => {
    expect(resolveWildcards(prompt, 3)).toBe(prompt);
    expect(countVariants(prompt)).toBe(1);
    expect(hasWildcards(prompt)).toBe(false);
  });

  it('read the whole choice inside one that was never closed', () => {
    expect(countVariants('{ a {b|c}')).toBe(2);
    expect(resolveWildcards('{ a {b|b}', 1)).toBe('{ a b');
  });

  it('are not led too deep', () => {
    const prompt = '{'.repeat(1000) + 'a' + '}'.repeat(1000);
    expect(() => resolveWildcards(prompt, 1)).not.toThrow();
  });

  it('are resolved in both prompts of a recipe, by its seed', () => {
    const recipe = testRecipe({ prompt: '{x|y}', negativePrompt: '{x|y}', seed: 4 });
    const resolved = resolveRecipe(recipe);
    expect(resolved.prompt).toMatch(/^[xy]$/);
    expect(resolved).toEqual({ ...recipe, prompt: resolved.prompt, negativePrompt: resolved.prompt });
  });

  it('are kept beside what was chosen from them', () => {
    expect(templateOf(testRecipe({ prompt: '{x|y}', negativePrompt: 'z' }))).toEqual({ template: { prompt: '{x|y}', negativePrompt: 'z' } });
    expect(templateOf(testRecipe({ prompt: 'x' }))).toEqual({});
  });

  it('leave a recipe without them alone', () => {
    const recipe = testRecipe({ prompt: 'a  man ' });
    expect(resolveWildcards('a  man ', 1)).toBe('a  man ');
    expect(resolveRecipe(recipe)).toBe(recipe);
  });
});
