import { describe, expect, it } from 'vitest';
import { classBalance, countClasses, histogram, mean } from './distributions';

describe('countClasses', () => {
  it('counts every class in class order, those without a face too', () => {
    expect(countClasses(['fear', 'neutral', 'fear']).map(({ count }) => count)).toEqual([1, 0, 0, 0, 2, 0, 0, 0]);
  });
});

describe('classBalance', () => {
  it('is 1 for even classes, 0 for one alone, unknown for none', () => {
    const all = countClasses(['neutral', 'happiness', 'sadness', 'surprise', 'fear', 'disgust', 'anger', 'contempt']);
    expect(classBalance(all)).toBeCloseTo(1, 12);
    expect(classBalance(countClasses(['fear', 'fear']))).toBe(0);
    expect(classBalance(countClasses([]))).toBeNull();
  });

  it('is a third for two of the eight classes: ln 2 over ln 8', () => {
    expect(classBalance(countClasses(['fear', 'anger']))).toBeCloseTo(1 / 3, 12);
  });
});

describe('histogram', () => {
  it('puts values into bins of equal width, 1 into the last', () => {
    expect(histogram([0, 0.09, 0.1, 0.55, 1], 10)).toEqual([2, 1, 0, 0, 0, 1, 0, 0, 0, 1]);
  });
});

describe('mean', () => {
  it('is unknown without values', () => {
    expect(mean([])).toBeNull();
    expect(mean([0.2, 0.4])).toBeCloseTo(0.3);
  });
});
