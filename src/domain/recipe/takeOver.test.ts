import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical';
import { parseRecipe } from './parse';
import { previewOf } from './preview';
import { RECIPE_PARTS, takeOver, type RecipePart } from './takeOver';
import { testRecipe } from './testRecipe';

const face = testRecipe({
  expression: 'anger',
  prompt: 'an old man',
  negativePrompt: 'beard',
  seed: 99,
  variation: { seed: 3, strength: 0.5 },
  steps: 30,
  sampler: 'dpmsolver++',
  textGuidance: 3,
  auStrength: 1.5,
  semanticGuidance: { strength: 2, start: 0.1, end: 0.9, iterations: 2 },
  layout: { source: { kind: 'shipped', name: 'example' }, strength: 0.4 },
  au: { AU4: 1 },
});
const draft = testRecipe({ expression: 'happiness', prompt: 'a young woman', au: { AU12: 1 } });
const taken = (part: RecipePart) => JSON.parse(canonicalJson(takeOver(part, face, draft))) as unknown;

describe('taking over from a face', () => {
  it.each<[RecipePart, unknown]>([
    ['everything', face],
    ['person', { ...draft, prompt: 'an old man', negativePrompt: 'beard', seed: 99, variation: { seed: 3, strength: 0.5 }, layout: face.layout }],
    ['prompt', { ...draft, prompt: 'an old man', negativePrompt: 'beard' }],
    ['seed', { ...draft, seed: 99, variation: { seed: 3, strength: 0.5 } }],
    ['units', { ...draft, au: { AU4: 1 } }],
    ['sampling', { ...draft, steps: 30, sampler: 'dpmsolver++', textGuidance: 3, auStrength: 1.5, semanticGuidance: face.semanticGuidance }],
  ])('%s takes that and leaves the rest', (part, result) => expect(taken(part)).toEqual(result));

  it('keeps a person so that what is asked of them can be previewed on the face', () => {
    expect(previewOf(takeOver('person', face, draft), face, null)).toMatchObject({ seed: 99, au: { AU12: 1 }, expression: 'happiness' });
  });

  it('remixes: all of the face, under the seed that was there', () => {
    const { variation: _, ...unvaried } = face;
    expect(taken('remix')).toEqual({ ...unvaried, seed: 7 });
  });

  it('leaves a fork that the noise or the schedule taken over does not fit', () => {
    const { expression, prompt, negativePrompt, textGuidance, auStrength, semanticGuidance, au } = draft;
    const forks = [{ step: 5, before: { expression, prompt, negativePrompt, textGuidance, auStrength, semanticGuidance, au } }];
    const forked = { ...draft, forks };
    for (const part of ['seed', 'sampling'] as const) expect(takeOver(part, { ...face, steps: 4 }, forked).forks).toBeUndefined();
    expect(takeOver('units', face, forked).forks).toEqual(forks);
    expect(takeOver('everything', forked, draft).forks).toEqual(forks);
    expect(takeOver('remix', forked, draft).forks).toBeUndefined();
  });

  it('always gives a recipe', () => {
    for (const { id } of RECIPE_PARTS) expect(() => parseRecipe(taken(id))).not.toThrow();
  });
});
