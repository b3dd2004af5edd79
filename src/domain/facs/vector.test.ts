import { describe, expect, it } from 'vitest';
import { DomainError } from '../errors';
import { auColumnNames, auVector, sidesOf } from './vector';
import type { AuLayout } from './vector';

const layout: AuLayout = {
  auColumns: 3,
  actionUnits: [
    { id: 'AU12', name: 'Lip corner puller', group: 'lower face', columns: { left: 0, right: 1 }, range: [0, 1] },
    { id: 'AU17', name: 'Chin raiser', group: 'lower face', columns: { both: 2 }, range: [0, 1] },
  ],
};

describe('AU vector', () => {
  it('writes one number to both sides', () => {
    expect([...auVector({ AU12: 0.5 }, layout)]).toEqual([0.5, 0.5, 0]);
  });

  it('writes each side to its own column', () => {
    expect([...auVector({ AU12: { left: 1, right: 0.25 } }, layout)]).toEqual([1, 0.25, 0]);
  });

  it('averages the sides of a unit that has one column', () => {
    expect([...auVector({ AU17: { left: 1, right: 0.5 } }, layout)]).toEqual([0, 0, 0.75]);
  });

  describe('with columns for both sides together beside left and right', () => {
    const three: AuLayout = { auColumns: 3, actionUnits: [{ id: 'AU12', name: '', group: 'lower face', columns: { both: 0, left: 1, right: 2 }, range: [0, 1] }] };
    const columns = { both: 0, left: 1, right: 2 };

    it('sets all three: the unit as its stronger side does it, and each side', () => {
      expect([...auVector({ AU12: 0.75 }, three)]).toEqual([0.75, 0.75, 0.75]);
      expect([...auVector({ AU12: { left: 1, right: 0 } }, three)]).toEqual([1, 1, 0]);
      expect([...auVector({ AU12: { left: 0.25, right: 0.5 } }, three)]).toEqual([0.5, 0.25, 0.5]);
    });

    it('reads the sides back as they were asked for', () => {
      for (const sides of [{ left: 0.75, right: 0.75 }, { left: 1, right: 0 }, { left: 0.25, right: 0.5 }]) {
        expect(sidesOf(auVector({ AU12: sides }, three), columns)).toEqual(sides);
      }
    });

    it('reads the unit for both sides where a reader tells none apart', () => {
      expect(sidesOf([0.5, 0, 0], columns)).toEqual({ left: 0.5, right: 0.5 });
    });

    it('names all of them', () => {
      expect(auColumnNames(three)).toEqual(['AU12', 'AU12L', 'AU12R']);
    });
  });

  it('is all zero for a face at rest', () => {
    expect([...auVector({}, layout)]).toEqual([0, 0, 0]);
  });

  it('names a unit the pack does not have', () => {
    expect(() => auVector({ AU99: 1 }, layout)).toThrow(DomainError);
    expect(() => auVector({ AU99: 1 }, layout)).toThrow(/AU99/);
  });

  it('names its columns', () => {
    expect(auColumnNames(layout)).toEqual(['AU12L', 'AU12R', 'AU17']);
  });
});
