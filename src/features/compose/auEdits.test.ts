import { describe, expect, it } from 'vitest';
import { countActive, fromFacsScale, joinSides, setSide, setUnit, toFacsScale } from './auEdits';

describe('edits of action units', () => {
  it('drops a unit that is set to 0, so that the text may lead again', () => {
    expect(setUnit({ AU12: 0.5, AU6: 0.2 }, 'AU12', 0)).toEqual({ AU6: 0.2 });
    expect(setSide({ AU12: { left: 0, right: 0.4 } }, 'AU12', 'right', 0)).toEqual({});
  });

  it('sets one side and keeps the other', () => {
    expect(setSide({ AU12: 0.4 }, 'AU12', 'left', 1)).toEqual({ AU12: { left: 1, right: 0.4 } });
  });

  it('joins sides', () => {
    expect(joinSides({ AU12: { left: 0.1, right: 0.3 } }, 'AU12')).toEqual({ AU12: 0.3 });
  });

  it('counts units above 0', () => {
    expect(countActive({ AU1: 0, AU2: 0.1, AU4: { left: 0, right: 0.1 } })).toBe(2);
  });

  it('converts to and from the FACS scale without binary dust', () => {
    expect(fromFacsScale(2.5)).toBe(0.5);
    expect(fromFacsScale(0.3)).toBe(0.06);
    expect(toFacsScale(fromFacsScale(0.7))).toBe(0.7);
    expect(fromFacsScale(9)).toBe(1);
  });
});
