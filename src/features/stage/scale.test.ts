import { describe, expect, it } from 'vitest';
import { formatSeconds, secondsLeft } from './scale';

describe('secondsLeft', () => {
  it('is unknown before the first step', () => expect(secondsLeft([], 10)).toBeNull());
  it('follows the mean of the steps', () => expect(secondsLeft([1000, 3000], 5)).toBe(6));
});

describe('formatSeconds', () => {
  it.each([
    [3.94, '3.9 s'],
    [42.2, '42 s'],
    [125, '2 min 5 s'],
  ])('%d', (seconds, text) => expect(formatSeconds(seconds)).toBe(text));
});
