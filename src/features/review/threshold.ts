import { reviewState, upholds, type Curation } from '../../domain/curation/curation';
import { countClasses, mean, type ClassCount } from '../../library/distributions';
import type { FaceSummary } from '../../storage/summary';

export interface Threshold {
  /** Faces of this confidence and above are kept, 0–1. */
  readonly least: number;
  /** Only faces on which nobody disagrees. */
  readonly agreedOnly: boolean;
}

/** What a threshold would do to the faces that nobody has judged. */
export interface ThresholdOutcome {
  /** Least confident first. */
  readonly kept: readonly FaceSummary[];
  /** Most confident first. */
  readonly left: readonly FaceSummary[];
  readonly classes: readonly ClassCount[];
  /**
   * Share of the kept labels that is expected to be right: the mean of their calibrated confidence. Null where none
   * is kept.
   */
  readonly expectedPrecision: number | null;
  /** Faces that the threshold would have kept and people have judged, and of how many they uphold the label. */
  readonly people: { readonly judged: number; readonly upheld: number };
}

export function applyThreshold(
  faces: readonly FaceSummary[],
  curationOf: (id: string) => Curation,
  { least, agreedOnly }: Threshold,
): ThresholdOutcome {
  const open = byConfidence(faces).filter((face) => reviewState(curationOf(face.id)) === 'unreviewed');
  const passes = (face: FaceSummary) => face.confidence >= least && (!agreedOnly || face.agreement === 1);
  const kept = open.filter(passes);
  const verdicts = faces.filter(passes).flatMap((face) => upholds(curationOf(face.id), face.recognised) ?? []);
  const left = open.filter((face) => !passes(face)).reverse();
  return {
    kept,
    left,
    classes: countClasses(kept.map((face) => face.recognised)),
    expectedPrecision: mean(kept.map((face) => face.confidence)),
    people: { judged: verdicts.length, upheld: verdicts.filter(Boolean).length },
  };
}

/** Sorted once for the same faces: the threshold and the verdicts change more often. */
const sorted = new WeakMap<readonly FaceSummary[], readonly FaceSummary[]>();

function byConfidence(faces: readonly FaceSummary[]): readonly FaceSummary[] {
  const before = sorted.get(faces);
  if (before !== undefined) return before;
  const now = [...faces].sort((a, b) => a.confidence - b.confidence);
  sorted.set(faces, now);
  return now;
}
