import { describe, expect, it } from 'vitest';
import { keptStep, type PastStep } from './step';

const figures = { step: 0, steps: 2, timestep: 999, latentNorm: 1, guide: null, milliseconds: 5 };
const preview = { width: 1, height: 1, data: new Uint8ClampedArray(4) };
const latent = { space: 'a'.repeat(64), values: Float32Array.of(1, 2) };

describe('a step as it is kept', () => {
  it('has its latent and no picture, which is drawn on sight', () => {
    expect(keptStep({ ...figures, preview, latent })).toEqual({ ...figures, latent });
  });

  it('keeps the picture of an earlier version, which has no latent', () => {
    const old: PastStep = { ...figures, preview };
    expect(keptStep(old)).toBe(old);
  });
});
