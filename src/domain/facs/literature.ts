import { EXPRESSION_CLASSES, type ExpressionClass } from '../packs/manifest';
import type { AuIntensities } from '../recipe/recipe';
import { PROTOTYPES, type Prototype } from './prototypes';

/** A publication, or the training set, that says which units make which expression. */
export interface PrototypeSource {
  readonly id: string;
  /** For the select: who and when. */
  readonly name: string;
  /** What it is and what was added to it, in a sentence or two. */
  readonly note: string;
  /** The source's ways to show each class; none where it does not treat the class. */
  readonly prototypes: Readonly<Partial<Record<ExpressionClass, readonly Prototype[]>>>;
}

/** Where a source names a unit without an intensity: D of A–E, clear but not at its limit. */
const UNSAID = 0.8;
/** What only some people show is put in at C. */
const SOMETIMES = 0.5;

function listed(...numbers: readonly number[]): Prototype {
  return withIntensities(numbers.map((number) => [number, UNSAID]));
}

/** The units a source found in nearly everyone, and those it found in at least half. */
function observed(always: readonly number[], often: readonly number[]): Prototype[] {
  const core = always.map((number) => [number, UNSAID] as const);
  const rest = often.map((number) => [number, SOMETIMES] as const);
  return rest.length === 0 ? [withIntensities(core)] : [withIntensities(core), withIntensities([...core, ...rest])];
}

function withIntensities(units: readonly (readonly [number, number])[]): Prototype {
  return {
    label: units.map(([number]) => String(number)).join('+'),
    au: Object.fromEntries(units.map(([number, intensity]): [string, number] => [`AU${String(number)}`, intensity])),
  };
}

const REST: readonly Prototype[] = PROTOTYPES.neutral;

function oneSided(au: AuIntensities, side: 'left' | 'right', label: string): Prototype {
  return {
    label,
    au: Object.fromEntries(Object.entries(au).map(([id, value]) => [id, { left: 0, right: 0, [side]: value as number }])),
  };
}

export const PROTOTYPE_SOURCES: readonly [PrototypeSource, ...PrototypeSource[]] = [
  {
    id: 'training',
    name: 'As this model was trained',
    note: 'The combinations and typical intensities that the training renders were drawn from, after EMFACS and Du et al.',
    prototypes: PROTOTYPES,
  },
  {
    id: 'facs-1978',
    name: 'FACS manual, Ekman & Friesen 1978',
    note: 'The fullest combination for each emotion in the manual’s Table 11-1. It gives no intensity but the smile’s; the others are put at D.',
    prototypes: {
      neutral: REST,
      happiness: [withIntensities([[6, UNSAID], [12, 0.6], [25, UNSAID]])],
      sadness: [listed(1, 4, 15)],
      surprise: [listed(1, 2, 5, 26)],
      fear: [listed(1, 2, 4, 5, 20, 25)],
      disgust: [listed(4, 10, 17)],
      anger: [listed(4, 5, 7, 24)],
    },
  },
  {
    id: 'emfacs',
    name: 'EMFACS, Friesen & Ekman 1983',
    note: 'The combinations that emotion coding by FACS looks for. Its letters are kept (5B in surprise, 12A and 14A in contempt); what has none is put at D.',
    prototypes: {
      neutral: REST,
      happiness: [listed(6, 12)],
      sadness: [listed(1, 4, 15)],
      surprise: [withIntensities([[1, UNSAID], [2, UNSAID], [5, 0.4], [26, UNSAID]])],
      fear: [listed(1, 2, 4, 5, 7, 20, 26)],
      disgust: [listed(9, 15, 16)],
      anger: [listed(4, 5, 7, 23)],
      contempt: [oneSided({ AU12: 0.2, AU14: 0.2 }, 'right', 'R12A+R14A'), oneSided({ AU12: 0.2, AU14: 0.2 }, 'left', 'L12A+L14A')],
    },
  },
  {
    id: 'du-2014',
    name: 'Du, Tao & Martinez 2014',
    note: 'Coded from 230 people (PNAS 111). First the units that over 70 % of them showed, at D; pressed again, also those that half or more showed, at C.',
    prototypes: {
      neutral: REST,
      happiness: observed([12, 25], [6]),
      sadness: observed([4, 15], [1, 6, 17]),
      surprise: observed([1, 2, 25, 26], [5]),
      fear: observed([1, 4, 20, 25], [2, 5]),
      disgust: observed([9, 10, 17], []),
      anger: observed([4, 7, 24], [17]),
    },
  },
];

/** The classes a source does not treat. */
export function missingClasses({ prototypes }: PrototypeSource): ExpressionClass[] {
  return EXPRESSION_CLASSES.filter((name) => !prototypes[name]);
}
