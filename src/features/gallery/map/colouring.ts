import { EXPRESSION_CLASSES, type ExpressionClass } from '../../../domain/packs/manifest';
import type { FaceSummary } from '../../../storage/summary';

/** A group of faces on the map: how it is named, lettered and coloured. */
export interface Group {
  readonly id: string;
  readonly name: string;
  /** Stands at the group's middle: colour never stands alone. */
  readonly mark: string;
  /** Class whose background is the group's colour. */
  readonly className: string;
}

interface Colouring {
  readonly groups: readonly Group[];
  readonly groupOf: (face: FaceSummary) => string;
  /** Whether the groups are labels, of which a face may be far from its own. */
  readonly byClass: boolean;
}

const MARKS: Record<ExpressionClass, string> = {
  neutral: 'Ne',
  happiness: 'Ha',
  sadness: 'Sa',
  surprise: 'Su',
  fear: 'Fe',
  disgust: 'Di',
  anger: 'An',
  contempt: 'Co',
};

const NOTHING: Group = { id: 'none', name: 'nothing', mark: '–', className: 'class-none' };
const UNLABELLED: Group = { ...NOTHING, name: 'no label' };
const CLASSES: readonly Group[] = EXPRESSION_CLASSES.map((name) => ({ id: name, name, mark: MARKS[name], className: `class-${name}` }));

const LEVELS = 5;
const STEPS: readonly Group[] = Array.from({ length: LEVELS }, (_, level) => ({
  id: String(level),
  name: `${(level * 100) / LEVELS}–${((level + 1) * 100) / LEVELS} %`,
  mark: `${((level + 0.5) * 100) / LEVELS}`,
  className: `level-${level}`,
}));

function levelOf(value: number | null): string {
  if (value === null) return UNLABELLED.id;
  return String(Math.min(LEVELS - 1, Math.max(0, Math.floor(value * LEVELS))));
}

/** What the colours of the map can say. */
export const COLOURINGS = {
  recognised: { groups: [...CLASSES, UNLABELLED], groupOf: (face) => face.recognised ?? UNLABELLED.id, byClass: true },
  requested: { groups: [...CLASSES, NOTHING], groupOf: (face) => face.requested ?? NOTHING.id, byClass: true },
  confidence: { groups: [...STEPS, UNLABELLED], groupOf: (face) => levelOf(face.confidence), byClass: false },
  agreement: { groups: [...STEPS, UNLABELLED], groupOf: (face) => levelOf(face.agreement), byClass: false },
} as const satisfies Record<string, Colouring>;

export type ColouringId = keyof typeof COLOURINGS;
