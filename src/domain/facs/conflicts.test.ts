import { describe, expect, it } from 'vitest';
import { facsUnit } from './actionUnits';
import { findConflicts, rivalsOf } from './conflicts';
import { PROTOTYPES } from './prototypes';

describe('conflicts of action units', () => {
  it('are none in a face at rest or in a smile', () => {
    expect(findConflicts({})).toEqual([]);
    expect(findConflicts({ AU6: 0.8, AU12: 1, AU25: 0.5 })).toEqual([]);
  });

  it.each([
    ['AU25', 'AU24'], ['AU43', 'AU5'], ['AU26', 'AU23'], ['AU26', 'AU24'], ['AU27', 'AU23'], ['AU27', 'AU24'], ['AU27', 'AU28'],
    ['AU51', 'AU52'], ['AU53', 'AU54'], ['AU55', 'AU56'], ['AU61', 'AU62'], ['AU63', 'AU64'], ['AU18', 'AU20'],
  ])('are found between %s and %s', (first, second) => {
    const conflicts = findConflicts({ [first]: 0.2, [second]: 1 });
    expect(conflicts.map(({ units }) => [...units])).toEqual([[first, second]]);
  });

  it('leave a unit at 0 out', () => {
    expect(findConflicts({ AU24: 0, AU25: 1 })).toEqual([]);
  });

  it('need the same side of the face: one eye may close while the other opens wide', () => {
    expect(findConflicts({ AU43: { left: 1, right: 0 }, AU5: { left: 0, right: 1 } })).toEqual([]);
    expect(findConflicts({ AU43: { left: 1, right: 0 }, AU5: 0.4 })).toHaveLength(1);
  });

  it('leave a winking face its gaze', () => {
    expect(findConflicts({ AU43: { left: 1, right: 0 }, AU61: 1 })).toEqual([]);
    expect(findConflicts({ AU43: 1, AU61: 1 })).toHaveLength(1);
  });

  it.each(Object.entries(PROTOTYPES))('are in none of the presets for %s', (_name, prototypes) => {
    expect(prototypes.flatMap(({ au }) => findConflicts(au))).toEqual([]);
  });

  it('explain themselves in one sentence that names the units of the project', () => {
    for (const id of ['AU43', 'AU24', 'AU28', 'AU51']) {
      for (const rival of rivalsOf(id)) {
        expect(facsUnit(rival)).toBeDefined();
        const [conflict] = findConflicts({ [id]: 1, [rival]: 1 });
        expect(conflict?.reason).toMatch(/^[A-Z][^.]+\.$/);
      }
    }
  });
});
