import { describe, expect, it } from 'vitest';
import { linePath, niceRange } from './chartGeometry';

const same = (value: number) => value;

describe('linePath', () => {
  it('breaks at a missing value, and dots a value on its own', () => {
    expect(linePath([1, 2, null, 4], same, same)).toBe('M0.0 1.0L1.0 2.0M3.0 4.0h0.01');
  });
});

describe('niceRange', () => {
  it('is the range of the values', () => expect(niceRange([3, 1, 2])).toEqual([1, 3]));
  it('is widened around equal values', () => expect(niceRange([2, 2])).toEqual([1.8, 2.2]));
  it('is 0 to 1 for none', () => expect(niceRange([])).toEqual([0, 1]));
});
