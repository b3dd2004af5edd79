import { describe, expect, it } from 'vitest';
import { TorchGenerator } from '../../../src/domain/random/torchGenerator';
import { rootMeanSquare } from './denoise';
import { slerp } from './slerp';

const x = Float32Array.of(1, 0);
const y = Float32Array.of(0, 1);

describe('spherical interpolation', () => {
  it.each([
    [0, 1, 0],
    [1 / 3, Math.sqrt(3) / 2, 1 / 2],
    [1 / 2, Math.SQRT1_2, Math.SQRT1_2],
    [2 / 3, 1 / 2, Math.sqrt(3) / 2],
    [1, 0, 1],
  ])('turns a quarter circle by %f of it', (share, first, second) => {
    const turned = slerp(x, y, share);
    expect(turned[0]).toBeCloseTo(first, 6);
    expect(turned[1]).toBeCloseTo(second, 6);
  });

  it('is exactly its ends at 0 and 1', () => {
    const [a, b] = [new TorchGenerator(7).randn(64), new TorchGenerator(9).randn(64)];
    expect(slerp(a, b, 0)).toEqual(a);
    expect(slerp(a, b, 1)).toEqual(b);
  });

  it('keeps noise as strong as noise is, where a straight mix weakens it', () => {
    const [a, b] = [new TorchGenerator(7).randn(4096), new TorchGenerator(9).randn(4096)];
    expect(rootMeanSquare(slerp(a, b, 0.5))).toBeCloseTo(1, 1);
    expect(rootMeanSquare(a.map((value, i) => (value + (b[i] ?? 0)) / 2))).toBeLessThan(0.8);
  });

  it('goes straight where there is no plane to turn in', () => {
    expect([...slerp(x, Float32Array.of(-1, 0), 0.25)]).toEqual([0.5, 0]);
    expect([...slerp(x, Float32Array.of(3, 0), 0.5)]).toEqual([2, 0]);
  });
});
