import { reviewState, type Curation } from '../../domain/curation/curation';
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
}

export function applyThreshold(
  faces: readonly FaceSummary[],
  curationOf: (id: string) => Curation,
  { least, agreedOnly }: Threshold,
): ThresholdOutcome {
  const open = faces.filter((face) => reviewState(curationOf(face.id)) === 'unreviewed');
  const passes = (face: FaceSummary) => face.confidence >= least && (!agreedOnly || face.agreement === 1);
  const kept = open.filter(passes).sort((a, b) => a.confidence - b.confidence);
  const left = open.filter((face) => !passes(face)).sort((a, b) => b.confidence - a.confidence);
  return {
    kept,
    left,
    classes: countClasses(kept.map((face) => face.recognised)),
    expectedPrecision: mean(kept.map((face) => face.confidence)),
  };
}
