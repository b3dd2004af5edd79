import { beforeEach, describe, expect, it } from 'vitest';
import type { PackManifest } from '../../domain/packs/manifest';
import { testRecipe } from '../../domain/recipe/testRecipe';
import { chooseSampler } from './recipeEdits';
import { emptyCompose, startDraft, useCompose } from './store';

const defaults = { steps: 20, sampler: 'ddim', textGuidance: 3, auStrength: 1, semanticGuidance: { strength: 1, start: 0.3, end: 1, iterations: 1 } };
const manifest = { defaults, student: { steps: 4, textGuidance: 3 } } as PackManifest;
const chosen = () => {
  const { sampler, steps, textGuidance } = useCompose.getState().draft ?? testRecipe();
  return { sampler, steps, textGuidance };
};

beforeEach(() => {
  useCompose.setState(emptyCompose, true);
  startDraft(testRecipe({ steps: 12, textGuidance: 2 }));
});

describe('choosing a sampler', () => {
  it('keeps steps and guidance between the denoiser’s samplers', () => {
    chooseSampler('dpmsolver++', manifest);
    expect(chosen()).toEqual({ sampler: 'dpmsolver++', steps: 12, textGuidance: 2 });
  });

  it('brings the student’s steps, without an unconditional side, and the pack’s defaults on the way back', () => {
    chooseSampler('student', manifest);
    expect(chosen()).toEqual({ sampler: 'student', steps: 4, textGuidance: 1 });
    chooseSampler('ddim', manifest);
    expect(chosen()).toEqual({ sampler: 'ddim', steps: 20, textGuidance: 3 });
  });

  it('does nothing about a student where the pack has none', () => {
    const { student: _, ...without } = manifest;
    chooseSampler('student', without);
    expect(chosen()).toEqual({ sampler: 'ddim', steps: 12, textGuidance: 2 });
  });
});
