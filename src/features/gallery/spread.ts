import type { ExpressionClass, PackActionUnit } from '../../domain/packs/manifest';
import { countClasses, histogram, mean, type ClassCount } from '../../library/distributions';
import type { FaceSummary } from '../../storage/summary';
import { strengthIn } from './filters';
import { lookCounts, type LookCounts } from './lookCounts';

const BINS = 10;
const UNITS_SHOWN = 12;
/** Intensity A and above counts as shown. */
const PRESENT = 0.1;
/** Faces between two looks at the clock. */
const AT_ONCE = 100;

/** How faces are spread over classes, confidence, action units and looks. */
export interface Spread {
  readonly recognised: readonly ClassCount[];
  /** Faces without a label, which are in no count of classes and confidence. */
  readonly unlabelled: number;
  readonly requested: readonly ClassCount[];
  /** Counts in bins of equal width over 0–1. */
  readonly confidence: readonly number[];
  /** Of the confidence; null for no labelled faces. */
  readonly mean: number | null;
  /** The units that most of the faces show. */
  readonly unitShares: readonly UnitShare[];
  readonly looks: readonly LookCounts[];
}

export interface UnitShare {
  readonly unit: PackActionUnit;
  /** Of the faces that were read. */
  readonly share: number;
  /** Mean where it is shown, 0–1. */
  readonly strength: number;
}

/** Yields again and again: a hundred thousand faces times fifty units are no matter of a moment. */
export function* spread(faces: readonly FaceSummary[], units: readonly PackActionUnit[]): Generator<void, Spread> {
  const recognised: ExpressionClass[] = [];
  const requested: ExpressionClass[] = [];
  const confidence: number[] = [];
  for (const [place, face] of faces.entries()) {
    if (place % AT_ONCE === 0) yield;
    if (face.recognised !== null) recognised.push(face.recognised);
    if (face.requested !== null) requested.push(face.requested);
    if (face.confidence !== null) confidence.push(face.confidence);
  }
  const unitShares = yield* strongest(faces, units);
  const looks = yield* lookCounts(faces);
  return { recognised: countClasses(recognised), unlabelled: faces.length - recognised.length, requested: countClasses(requested), confidence: histogram(confidence, BINS), mean: mean(confidence), unitShares, looks };
}

function* strongest(faces: readonly FaceSummary[], units: readonly PackActionUnit[]): Generator<void, readonly UnitShare[]> {
  const sums = units.map((unit) => ({ unit, shown: 0, strength: 0 }));
  let read = 0;
  for (const [place, { au }] of faces.entries()) {
    if (place % AT_ONCE === 0) yield;
    if (au === null) continue;
    read += 1;
    for (const sum of sums) {
      const strength = strengthIn(au, sum.unit);
      if (strength < PRESENT) continue;
      sum.shown += 1;
      sum.strength += strength;
    }
  }
  return sums
    .filter(({ shown }) => shown > 0)
    .map(({ unit, shown, strength }) => ({ unit, share: shown / read, strength: strength / shown }))
    .sort((a, b) => b.share - a.share)
    .slice(0, UNITS_SHOWN);
}
