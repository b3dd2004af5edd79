import { describe, expect, it } from 'vitest';
import type { PackActionUnit } from '../../domain/packs/manifest';
import { compareAu, meanError } from './auComparison';

const units: PackActionUnit[] = [
  { id: 'AU12', name: 'Lip corner puller', group: 'lower face', columns: { left: 0, right: 1 }, range: [0, 1] },
  { id: 'AU17', name: 'Chin raiser', group: 'lower face', columns: { both: 2 }, range: [0, 1] },
];

describe('compareAu', () => {
  it('puts sides that agree on one line', () => {
    expect(compareAu(units, [0.8, 0.8, 0], [0.7, 0.72, 0])).toEqual([
      { id: 'AU12', unit: 'AU12', name: 'Lip corner puller', requested: 0.8, realised: 0.71, read: [] },
    ]);
  });

  it('tells sides apart that were asked for or came out differently', () => {
    expect(compareAu(units, [0.8, 0, 0], [0.7, 0.1, 0]).map((pair) => pair.id)).toEqual(['AU12 L', 'AU12 R']);
    expect(compareAu(units, [0.8, 0.8, 0], [0.7, 0.2, 0]).map((pair) => pair.id)).toEqual(['AU12 L', 'AU12 R']);
  });

  it('shows what appeared unasked, and leaves out what neither side has', () => {
    expect(compareAu(units, null, [0.02, 0.03, 0.5])).toEqual([
      { id: 'AU17', unit: 'AU17', name: 'Chin raiser', requested: null, realised: 0.5, read: [] },
    ]);
  });

  it('has a further column for each reader, which may know other units and other sides', () => {
    const readings = [
      { reader: 'own-a', label: 'A', units: { AU12: 0.5, AU12L: 0.7, AU38: 0.4, AU39: 0 } },
      { reader: 'own-b', label: 'B', units: { AU17: 0.3 } },
    ];
    const pairs = compareAu(units, [0.8, 0, 0], [0.7, 0.1, 0], readings);
    expect(pairs.map(({ id, read }) => [id, read])).toEqual([
      ['AU12 L', [0.7, null]],
      ['AU12 R', [0.5, null]],
      ['AU17', [null, 0.3]],
      ['AU38', [0.4, null]],
    ]);
    expect(pairs.at(-1)).toMatchObject({ name: 'Nostril dilator', requested: null, realised: null });
  });
});

describe('meanError', () => {
  it('is the mean absolute difference', () => expect(meanError([1, 0], [0.5, 0.1])).toBeCloseTo(0.3));
  it('is unknown without either side', () => expect(meanError(null, [1])).toBeNull());
});
