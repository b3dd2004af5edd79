import { describe, expect, it } from 'vitest';
import { testRecipe } from '../recipe/testRecipe';
import { estimateBytes, estimateMilliseconds, isComparable, millisecondsPerFace } from './estimate';

describe('time', () => {
  it('is the median time per step for as many steps', () => {
    const measured = [
      { steps: 10, milliseconds: 1000 },
      { steps: 20, milliseconds: 2400 },
      { steps: 10, milliseconds: 90_000 },
    ];
    expect(millisecondsPerFace(measured, 5)).toBe(600);
    expect(estimateMilliseconds(100, 600)).toBe(60_000);
  });

  it('is unknown until a face was measured', () => {
    expect(millisecondsPerFace([], 20)).toBeNull();
    expect(estimateMilliseconds(100, null)).toBeNull();
  });

  it('is told only by faces made the same way', () => {
    expect(isComparable(testRecipe(), testRecipe({ steps: 50, prompt: 'a man', textGuidance: 4 }))).toBe(true);
    expect(isComparable(testRecipe(), testRecipe({ textGuidance: 1 }))).toBe(false);
    expect(isComparable(testRecipe(), testRecipe({ pack: 'other' }))).toBe(false);
  });
});

it('size is the pixels and a little more', () => {
  expect(estimateBytes(10, { width: 128, height: 128 })).toBe(715_360);
});
