import { passes } from '../../domain/batch/acceptance';
import { reviewState, upholds, type Curation } from '../../domain/curation/curation';
import type { ExpressionClass } from '../../domain/packs/manifest';
import { countClasses, type ClassCount } from '../../library/distributions';
import { curationOf } from '../../library/store';
import type { FaceSummary } from '../../storage/summary';

export interface Threshold {
  /** Faces of this confidence and above are kept, 0–1. */
  readonly least: number;
  /** Only faces on which nobody disagrees. */
  readonly agreedOnly: boolean;
}

/** What a threshold would do to the faces that nobody has judged. */
export interface ThresholdOutcome {
  readonly kept: readonly string[];
  /** How many of the unreviewed it would leave. */
  readonly left: number;
  /** Of the kept those that it would lose first, least confident first. */
  readonly leastSure: readonly FaceSummary[];
  /** Of the left those that it would gain first, most confident first. */
  readonly mostSure: readonly FaceSummary[];
  readonly classes: readonly ClassCount[];
  /**
   * Share of the kept labels that is expected to be right: the mean of their calibrated confidence. Null where none
   * is kept.
   */
  readonly expectedPrecision: number | null;
  /** Faces that the threshold would have kept and people have judged, and of how many they uphold the label. */
  readonly people: { readonly judged: number; readonly upheld: number };
}

/** Faces next to the threshold that are named, on either side. */
const NAMED = 6;
/** Faces between two looks at the clock. */
const AT_ONCE = 500;

/** Goes through the faces once, and yields again and again. */
export function* applyThreshold(
  faces: readonly FaceSummary[],
  curations: ReadonlyMap<string, Curation>,
  { least, agreedOnly }: Threshold,
): Generator<void, ThresholdOutcome> {
  const kept: string[] = [];
  const recognised: ExpressionClass[] = [];
  const leastSure = new First(NAMED, (face) => face.confidence ?? 0);
  const mostSure = new First(NAMED, (face) => -(face.confidence ?? 0));
  let [left, confidence, judged, upheld] = [0, 0, 0, 0];
  for (const [place, face] of faces.entries()) {
    if (place % AT_ONCE === 0) yield;
    const curation = curationOf(curations, face.id);
    const label = labelAbove(face, { least, agreedOnly });
    const verdict = label === null ? null : upholds(curation, label.recognised);
    if (verdict !== null) judged += 1;
    if (verdict === true) upheld += 1;
    if (reviewState(curation) !== 'unreviewed') continue;
    if (label !== null) {
      kept.push(face.id);
      recognised.push(label.recognised);
      confidence += label.confidence;
      leastSure.offer(face);
    } else {
      left += 1;
      mostSure.offer(face);
    }
  }
  return {
    kept,
    left,
    leastSure: leastSure.faces,
    mostSure: mostSure.faces,
    classes: countClasses(recognised),
    expectedPrecision: kept.length === 0 ? null : confidence / kept.length,
    people: { judged, upheld },
  };
}

/** The face's label where the threshold would keep it; null also where there is none. */
function labelAbove({ recognised, confidence, agreement }: FaceSummary, rule: Threshold): { readonly recognised: ExpressionClass; readonly confidence: number } | null {
  if (recognised === null || confidence === null || !passes(rule, { confidence, agreement })) return null;
  return { recognised, confidence };
}

/** The first few of the faces that are offered, by a key, smallest first. */
class First {
  readonly faces: FaceSummary[] = [];

  constructor(
    private readonly count: number,
    private readonly key: (face: FaceSummary) => number,
  ) {}

  offer(face: FaceSummary): void {
    const last = this.faces[this.count - 1];
    if (last !== undefined && this.key(face) >= this.key(last)) return;
    const after = this.faces.findIndex((other) => this.key(other) > this.key(face));
    this.faces.splice(after < 0 ? this.faces.length : after, 0, face);
    this.faces.length = Math.min(this.faces.length, this.count);
  }
}
