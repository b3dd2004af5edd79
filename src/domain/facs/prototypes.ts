import type { ExpressionClass } from '../packs/manifest';
import type { AuIntensities } from '../recipe/recipe';

/** One way a class shows on the face. */
export interface Prototype {
  /** Short name for buttons: "6+12+25". */
  readonly label: string;
  readonly au: AuIntensities;
}

function prototype(...units: readonly (readonly [number, number])[]): Prototype {
  return {
    label: units.length === 0 ? 'at rest' : units.map(([number]) => String(number)).join('+'),
    au: Object.fromEntries(units.map(([number, intensity]) => [`AU${String(number)}`, intensity])),
  };
}

/**
 * Presets for the eight classes: the prototypes and typical intensities the training renders are drawn from
 * (training/facs.py, after EMFACS and Du, Tao & Martinez, PNAS 2014). Contempt is one-sided, left or right.
 */
export const PROTOTYPES: Readonly<Record<ExpressionClass, readonly Prototype[]>> = {
  neutral: [prototype()],
  happiness: [prototype([6, 0.8], [12, 1]), prototype([6, 0.8], [12, 1], [25, 0.8])],
  sadness: [
    prototype([1, 1], [4, 0.6], [15, 1]),
    prototype([1, 1], [4, 0.6], [15, 0.9], [17, 0.8]),
    prototype([1, 0.9], [4, 0.7], [15, 0.8], [17, 0.7], [6, 0.4]),
  ],
  surprise: [
    prototype([1, 0.9], [2, 1], [5, 0.8], [25, 0.7], [26, 1]),
    prototype([1, 0.9], [2, 1], [5, 0.6], [27, 0.8], [25, 0.8]),
  ],
  fear: [
    prototype([1, 1], [2, 0.35], [4, 0.9], [5, 1], [20, 0.9], [25, 0.7], [26, 0.4]),
    prototype([1, 1], [2, 0.3], [4, 0.8], [5, 0.9], [20, 1], [25, 0.8]),
  ],
  disgust: [
    prototype([9, 1], [15, 0.6], [16, 0.6]),
    prototype([10, 1], [17, 0.7], [4, 0.3], [9, 0.6]),
    prototype([9, 1], [10, 0.9], [17, 0.6], [4, 0.3]),
    prototype([9, 1], [10, 0.9], [25, 0.5], [26, 0.4]),
  ],
  anger: [
    prototype([4, 1], [5, 0.6], [7, 0.9], [23, 1]),
    prototype([4, 1], [5, 0.5], [7, 0.9], [17, 0.6], [24, 1]),
    prototype([4, 1], [7, 1], [10, 0.5], [17, 0.6], [23, 0.8]),
    prototype([4, 1], [5, 0.5], [7, 0.9], [10, 0.7], [16, 0.7], [25, 0.8]),
  ],
  contempt: [
    { label: 'right side, 12+14', au: { AU12: { left: 0, right: 0.7 }, AU14: { left: 0, right: 1 } } },
    { label: 'left side, 12+14', au: { AU12: { left: 0.7, right: 0 }, AU14: { left: 1, right: 0 } } },
  ],
};

/** The units of the first way to show a class, without those that a pack lacks. @param units those that the pack has */
export function typicalUnits(expression: ExpressionClass, units: ReadonlySet<string>): AuIntensities {
  const typical = PROTOTYPES[expression][0]?.au ?? {};
  return Object.fromEntries(Object.entries(typical).filter(([id]) => units.has(id)));
}
