import { describe, expect, it } from 'vitest';
import { previewOf, previewRecipe } from './preview';
import { studentRecipe } from './student';
import { testRecipe } from './testRecipe';

const shown = testRecipe({ steps: 20, expression: 'happiness', semanticGuidance: { strength: 1, start: 0, end: 1, iterations: 1 } });

describe('a preview', () => {
  it('takes few DDIM steps without semantic guidance, all else being equal', () => {
    const { steps, sampler, semanticGuidance, ...rest } = previewRecipe({ ...shown, sampler: 'dpmsolver++' }, null);
    expect({ steps, sampler, strength: semanticGuidance.strength }).toEqual({ steps: 5, sampler: 'ddim', strength: 0 });
    expect(shown).toMatchObject(rest);
  });

  it('never takes more steps than the face', () => {
    expect(previewRecipe({ ...shown, steps: 3 }, null).steps).toBe(3);
  });

  it('follows action units, the expression and how hard they pull', () => {
    for (const change of [{ au: { AU12: 0.5 } }, { expression: null }, { auStrength: 2 }, { textGuidance: 5 }]) {
      expect(previewOf({ ...shown, ...change }, shown, null)).toEqual(previewRecipe({ ...shown, ...change }, null));
    }
  });

  it('would show another person where seed, texts, layout or pack differ, so there is none', () => {
    const layout = { source: { kind: 'shipped', name: 'example' }, strength: 0.5 } as const;
    for (const other of [{ seed: 8 }, { prompt: 'an old man' }, { negativePrompt: 'beard' }, { layout }, { pack: 'other' }]) {
      expect(previewOf({ ...shown, au: { AU12: 1 }, ...other }, shown, null)).toBeNull();
    }
  });

  it('shows nothing new for settings that it leaves out', () => {
    expect(previewOf(shown, shown, null)).toBeNull();
    expect(previewOf({ ...shown, steps: 2 }, shown, null)).toBeNull();
    expect(previewOf({ ...shown, sampler: 'dpmsolver++', semanticGuidance: { ...shown.semanticGuidance, strength: 3 } }, shown, null)).toBeNull();
  });

  describe('where the pack has a student', () => {
    const student = { steps: 4, textGuidance: shown.textGuidance };

    it('is the student’s: its steps, one evaluation for each, no guidance', () => {
      const { steps, sampler, textGuidance, semanticGuidance, ...rest } = previewRecipe({ ...shown, sampler: 'dpmsolver++' }, student);
      expect({ steps, sampler, textGuidance, strength: semanticGuidance.strength }).toEqual({ steps: 4, sampler: 'student', textGuidance: 1, strength: 0 });
      expect(shown).toMatchObject(rest);
    });

    it('is the denoiser’s where the student was not taught what is asked: another text guidance, a negative prompt', () => {
      for (const change of [{ textGuidance: 5 }, { negativePrompt: 'beard' }]) {
        expect(previewRecipe({ ...shown, ...change }, student)).toEqual(previewRecipe({ ...shown, ...change }, null));
      }
    });

    it('follows the units all the same, and shows nothing new where nothing new would be seen', () => {
      const asked = { ...shown, au: { AU12: 0.5 } };
      expect(previewOf(asked, shown, student)).toEqual(previewRecipe(asked, student));
      expect(previewOf({ ...shown, steps: 2, sampler: 'dpmsolver++' }, shown, student)).toBeNull();
    });

    it('of a face that the student made is the student’s too', () => {
      const made = studentRecipe(shown, student);
      expect(previewRecipe(made, student)).toEqual({ ...made, semanticGuidance: { ...made.semanticGuidance, strength: 0 } });
      expect(previewOf({ ...made, au: { AU12: 1 } }, made, student)?.sampler).toBe('student');
    });
  });
});
