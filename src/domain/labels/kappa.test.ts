import { describe, expect, it } from 'vitest';
import { cohenKappa } from './kappa';

/** Repeats a pair, as the cell of a table of counts. */
function cell(count: number, first: string, second: string): [string, string][] {
  return Array.from({ length: count }, () => [first, second]);
}

describe('cohenKappa', () => {
  it('is unknown without a thing that both rated', () => {
    expect(cohenKappa([])).toBeNull();
  });

  it('worked by hand: two categories, 20 + 5 + 10 + 15 of 50', () => {
    // Same on 35 of 50. By chance: 25/50 · 30/50 + 25/50 · 20/50 = 0.5. Kappa: 0.2 / 0.5.
    const result = cohenKappa([...cell(20, 'yes', 'yes'), ...cell(5, 'yes', 'no'), ...cell(10, 'no', 'yes'), ...cell(15, 'no', 'no')]);
    expect(result?.count).toBe(50);
    expect(result?.observed).toBeCloseTo(0.7, 12);
    expect(result?.expected).toBeCloseTo(0.5, 12);
    expect(result?.kappa).toBeCloseTo(0.4, 12);
  });

  it('worked by hand: three categories, one of which only one rater uses', () => {
    // Same on 6 of 10. By chance: (4 · 5 + 4 · 5 + 2 · 0) / 100 = 0.4. Kappa: 0.2 / 0.6.
    const result = cohenKappa([
      ...cell(3, 'fear', 'fear'),
      ...cell(1, 'fear', 'surprise'),
      ...cell(3, 'surprise', 'surprise'),
      ...cell(1, 'surprise', 'fear'),
      ...cell(1, 'rejected', 'fear'),
      ...cell(1, 'rejected', 'surprise'),
    ]);
    expect(result?.kappa).toBeCloseTo(1 / 3, 12);
  });

  it('is 1 in full agreement, 0 at chance, below 0 in systematic disagreement', () => {
    expect(cohenKappa([...cell(2, 'a', 'a'), ...cell(3, 'b', 'b')])?.kappa).toBe(1);
    expect(cohenKappa([['a', 'a'], ['a', 'b'], ['b', 'a'], ['b', 'b']])?.kappa).toBe(0);
    expect(cohenKappa([...cell(2, 'a', 'b'), ...cell(2, 'b', 'a')])?.kappa).toBe(-1);
  });

  it('says nothing where both used one category throughout: chance would agree as well', () => {
    expect(cohenKappa(cell(7, 'a', 'a'))).toEqual({ count: 7, observed: 1, expected: 1, kappa: null });
  });
});
