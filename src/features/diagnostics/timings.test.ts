import { describe, expect, it } from 'vitest';
import { stepSpread } from './timings';

describe('stepSpread', () => {
  it('gives the shortest, the middle and the longest step', () => {
    expect(stepSpread([30, 10, 20, 90, 11])).toEqual({ shortest: 10, median: 20, longest: 90 });
  });

  it('is null without steps', () => {
    expect(stepSpread([])).toBeNull();
  });
});
