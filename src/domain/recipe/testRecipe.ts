import type { Recipe } from './recipe';

/** A valid recipe for tests, with parts changed. */
export function testRecipe(parts: Partial<Recipe> = {}): Recipe {
  return {
    format: 'synfer-recipe',
    version: 1,
    pack: 'synfer-faces-256',
    expression: null,
    prompt: '',
    negativePrompt: '',
    seed: 7,
    steps: 6,
    sampler: 'ddim',
    textGuidance: 2,
    auStrength: 1,
    semanticGuidance: { strength: 0, start: 0.3, end: 1, iterations: 1 },
    layout: null,
    au: {},
    ...parts,
  };
}
