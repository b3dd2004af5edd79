import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sortedBy } from './sortedBy';
import { toEnd } from './toEnd';

const items = (count: number, from: number) => Array.from({ length: count }, (_, place) => ({ place, a: (place * 48271 + from) % 7, b: (place * 16807 + from) % 101 }));

describe('sortedBy', () => {
  it('orders by the first key, then by the next, then as before, however many there are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5000 }), fc.nat(1000), (count, from) => {
        const given = items(count, from);
        const native = [...given].sort((x, y) => x.a - y.a || y.b - x.b);
        expect(toEnd(sortedBy(given, [({ a }) => a, ({ b }) => -b]))).toEqual(native);
      }),
      { numRuns: 30 },
    );
  });

  it('leaves what the keys leave open to a comparison', () => {
    const named = ['b', 'd', 'a', 'c'].map((name, place) => ({ name, key: place % 2 }));
    const names = (keys: readonly ((item: (typeof named)[number]) => number)[]) => toEnd(sortedBy(named, keys, (x, y) => x.name < y.name)).map(({ name }) => name);
    expect(names([({ key }) => key])).toEqual(['a', 'b', 'c', 'd']);
    expect(names([({ key }) => -key])).toEqual(['c', 'd', 'a', 'b']);
    expect(names([])).toEqual(['a', 'b', 'c', 'd']);
  });

  it('gives the items themselves where nothing is to be ordered by', () => {
    const given = items(3, 0);
    expect(toEnd(sortedBy(given, []))).toBe(given);
  });

  it('pauses at least every thousand items', () => {
    const count = 20_000;
    let pauses = 0;
    for (const sorting = sortedBy(items(count, 1), [({ a }) => a]); !sorting.next().done; ) pauses += 1;
    expect(pauses).toBeGreaterThanOrEqual((count / 1000) * 4);
  });
});
