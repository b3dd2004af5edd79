import { describe, expect, it } from 'vitest';
import { previewOf, previewRecipe } from './preview';
import { testRecipe } from './testRecipe';

const shown = testRecipe({ steps: 20, expression: 'happiness', semanticGuidance: { strength: 1, start: 0, end: 1, iterations: 1 } });

describe('a preview', () => {
  it('takes few DDIM steps without semantic guidance, all else being equal', () => {
    const { steps, sampler, semanticGuidance, ...rest } = previewRecipe({ ...shown, sampler: 'dpmsolver++' });
    expect({ steps, sampler, strength: semanticGuidance.strength }).toEqual({ steps: 5, sampler: 'ddim', strength: 0 });
    expect(shown).toMatchObject(rest);
  });

  it('never takes more steps than the face', () => {
    expect(previewRecipe({ ...shown, steps: 3 }).steps).toBe(3);
  });

  it('follows action units, the expression and how hard they pull', () => {
    for (const change of [{ au: { AU12: 0.5 } }, { expression: null }, { auStrength: 2 }, { textGuidance: 5 }]) {
      expect(previewOf({ ...shown, ...change }, shown)).toEqual(previewRecipe({ ...shown, ...change }));
    }
  });

  it('would show another person where seed, texts, layout or pack differ, so there is none', () => {
    const layout = { source: { kind: 'shipped', name: 'example' }, strength: 0.5 } as const;
    for (const other of [{ seed: 8 }, { prompt: 'an old man' }, { negativePrompt: 'beard' }, { layout }, { pack: 'other' }]) {
      expect(previewOf({ ...shown, au: { AU12: 1 }, ...other }, shown)).toBeNull();
    }
  });

  it('shows nothing new for settings that it leaves out', () => {
    expect(previewOf(shown, shown)).toBeNull();
    expect(previewOf({ ...shown, steps: 2 }, shown)).toBeNull();
    expect(previewOf({ ...shown, sampler: 'dpmsolver++', semanticGuidance: { ...shown.semanticGuidance, strength: 3 } }, shown)).toBeNull();
  });
});
