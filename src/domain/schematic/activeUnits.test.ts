import { describe, expect, it } from 'vitest';
import { activeUnits, describeActivity, letters } from './activeUnits';

describe('the active units of a face', () => {
  it('come strongest first, without those at 0 or unknown here', () => {
    const active = activeUnits({ AU1: 0, AU6: 0.4, AU12: { left: 0, right: 1 }, AU99: 1 });
    expect(active.map(({ unit }) => unit.id)).toEqual(['AU12', 'AU6']);
  });

  it('have letters by side where the sides differ', () => {
    expect(activeUnits({ AU6: 0.4, AU12: { left: 0, right: 1 }, AU14: { left: 0.2, right: 0.8 } }).map(letters)).toEqual(['R E', 'L A, R D', 'B']);
  });

  it('are spoken', () => {
    expect(describeActivity({})).toBe('Schematic face at rest');
    expect(describeActivity({ AU6: 0.6, AU12: { left: 1, right: 0 } })).toBe(
      'Schematic face: Lip corner puller maximum on the left; Cheek raiser marked',
    );
  });
});
