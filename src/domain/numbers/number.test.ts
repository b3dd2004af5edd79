import { describe, expect, it } from 'vitest';
import { readInRange, readNumber, settle } from './number';

describe('a typed number', () => {
  it.each([
    ['2.5', 2.5],
    ['2,5', 2.5],
    ['.5', 0.5],
    [',5', 0.5],
    ['5.', 5],
    [' 7 ', 7],
    ['-1', -1],
    ['−0,2', -0.2],
    ['–3', -3],
    ['+4', 4],
  ])('%s is read as people in its country mean it', (text, value) => {
    expect(readNumber(text)).toBe(value);
  });

  it.each(['', 'a', '1.2.3', '1,2,3', '1e3', '0x10', '--1', '1 2'])('“%s” is none', (text) => {
    expect(readNumber(text)).toBeNull();
  });
});

describe('a number with a range', () => {
  const seed = { min: 0, max: 4294967295, step: 1 };
  const refusalOf = (text: string, range = seed) => {
    const read = readInRange(text, range);
    return 'refusal' in read ? read.refusal : null;
  };

  it('is refused with the range in the words', () => {
    expect(refusalOf('4294967296')).toBe('4294967296 is above the range: 0 to 4294967295.');
    expect(refusalOf('-1')).toBe('-1 is below the range: 0 to 4294967295.');
    expect(refusalOf('')).toBe('Empty: a number from 0 to 4294967295 goes here.');
    expect(refusalOf('2,5')).toBe('2,5 is no whole number: 0 to 4294967295.');
    expect(refusalOf('many', { min: 0, max: 5, step: 0.1 })).toBe('“many” is no number; 0 to 5 is what goes here.');
    expect(refusalOf('4294967295')).toBeNull();
  });
});

describe('a dragged number', () => {
  it('keeps to the grain and to the range', () => {
    const range = { min: 0, max: 5, step: 0.1 };
    expect(settle(2.34, range, 0.1)).toBe(2.3);
    expect(settle(2.34, range, 0.01)).toBe(2.34);
    expect(settle(9, range, 0.1)).toBe(5);
    expect(settle(-1, range, 0.1)).toBe(0);
    expect(settle(0.30000000000000004, range, 0.1)).toBe(0.3);
  });
});
