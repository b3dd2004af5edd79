import { describe, expect, it } from 'vitest';
import { facsUnit } from '../facs/actionUnits';
import { DISFA_UNITS } from '../facs/disfa';
import type { AuIntensities } from '../recipe/recipe';
import { PLACES, handlesOf, unitsOf, type Handle } from './places';
import { pullHandle } from './pull';

const [UP, DOWN] = [
  [0, -12],
  [0, 12],
] as const;

function handle(id: string, side: Handle['side'], au: AuIntensities = {}): Handle {
  const found = handlesOf(au).find((one) => one.place.id === id && one.side === side);
  if (!found) throw new Error(`no ${side} ${id}`);
  return found;
}

describe('places of the face', () => {
  it('show every unit of DISFA, and no unit that there is not', () => {
    const shown = new Set(PLACES.flatMap(unitsOf));
    expect(DISFA_UNITS.filter((unit) => !shown.has(unit))).toEqual([]);
    expect([...shown].filter((unit) => facsUnit(unit) === undefined)).toEqual([]);
  });

  it('lie on the viewer’s right where they are the person’s left', () => {
    expect(handle('lip-corner', 'left').at[0]).toBeGreaterThan(20);
    expect(handle('lip-corner', 'right').at[0]).toBeLessThan(-20);
    expect(handle('chin', 'middle').at[0]).toBeCloseTo(0);
  });

  it('go where their units take them, on the side that moves', () => {
    const au = { AU12: { left: 1, right: 0 } };
    expect(handle('lip-corner', 'left', au).at[1]).toBeLessThan(handle('lip-corner', 'left').at[1] - 8);
    expect(handle('lip-corner', 'right', au).at[1]).toBeCloseTo(handle('lip-corner', 'right').at[1]);
  });
});

describe('a drag', () => {
  it('of a lip corner up raises the puller on that side and nothing else', () => {
    expect(pullHandle({}, handle('lip-corner', 'left'), [8, -12], false)).toEqual({ AU12: { left: expect.closeTo(0.9, 0) as number, right: 0 } });
    expect(Object.keys(pullHandle({}, handle('lip-corner', 'left'), UP, false))).toEqual(['AU12']);
    expect(pullHandle({}, handle('lip-corner', 'right'), [-8, -12], false)['AU12']).toMatchObject({ left: 0 });
  });

  it('moves both sides alike when mirrored', () => {
    const au = pullHandle({}, handle('lip-corner', 'right'), [-8, -12], true);
    expect(Object.keys(au)).toEqual(['AU12']);
    expect(au['AU12']).toBeGreaterThan(0.7);
  });

  it.each([
    ['lip-corner', [12, 2], 'AU20'],
    ['lip-corner', DOWN, 'AU15'],
    ['inner-brow', UP, 'AU1'],
    ['inner-brow', DOWN, 'AU4'],
    ['outer-brow', UP, 'AU2'],
    ['upper-lid', UP, 'AU5'],
    ['upper-lid', DOWN, 'AU43'],
    ['lower-lid', UP, 'AU7'],
    ['cheek', UP, 'AU6'],
    ['nose-wing', UP, 'AU9'],
    ['upper-lip', UP, 'AU10'],
    ['lower-lip', DOWN, 'AU16'],
  ] as const)('of the %s by %j raises %s alone', (id, drag, unit) => {
    const au = pullHandle({}, handle(id, 'left'), drag, false);
    expect(Object.keys(au)).toEqual([unit]);
    expect(au[unit]).toMatchObject({ right: 0 });
  });

  it('of what lies in the middle moves units that have no sides', () => {
    expect(pullHandle({}, handle('chin', 'middle'), DOWN, false)).toEqual({ AU26: 0.86 });
    expect(pullHandle({}, handle('chin', 'middle'), UP, false)).toEqual({ AU17: 0.92 });
    expect(pullHandle({}, handle('lips', 'middle'), DOWN, false)).toEqual({ AU25: 0.92 });
  });

  it('takes back what pulled the other way before it raises anything', () => {
    const smile = { AU12: { left: 0.6, right: 0.6 } };
    expect(pullHandle(smile, handle('lip-corner', 'left', smile), [0, 6], false)).toEqual({ AU12: { left: 0.3, right: 0.6 } });
    const turned = pullHandle(smile, handle('lip-corner', 'left', smile), [0, 30], false);
    expect(turned['AU12']).toEqual({ left: 0, right: 0.6 });
    expect(turned['AU15']).toMatchObject({ right: 0 });
  });

  it('of nothing changes nothing, and none leaves 0 to 1', () => {
    const smile = { AU12: 0.6 };
    expect(pullHandle(smile, handle('lip-corner', 'left', smile), [0, 0], false)).toEqual(smile);
    expect(pullHandle({}, handle('chin', 'middle'), [0, 500], false)).toEqual({ AU26: 1 });
  });
});
