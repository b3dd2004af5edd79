import type { Curation, Rater } from '../../domain/curation/curation';
import type { FaceSummary } from '../../storage/summary';

type Comparison = (a: FaceSummary, b: FaceSummary) => number;

/** Which faces need a person's eye most. */
export const NEEDS = {
  'Disputed first': (a, b) => a.agreement - b.agreement || a.confidence - b.confidence,
  'Highest entropy first': (a, b) => b.entropy - a.entropy,
  'Smallest margin first': (a, b) => a.margin - b.margin,
} as const satisfies Record<string, Comparison>;

export type Need = keyof typeof NEEDS;

export interface QueueOrder {
  readonly rater: Rater;
  readonly need: Need;
  /** A blind rater must not learn from the order what the models, or the other rater, made of a face. */
  readonly blind: boolean;
  /** Faces put off, to come last in this order. */
  readonly skipped: readonly string[];
  /** A face whose verdict was just taken back comes first. */
  readonly recalled: string | null;
}

/** The faces that neither the rater has judged nor a rule has accepted, those first that need it most. */
export function reviewQueue(faces: readonly FaceSummary[], curationOf: (id: string) => Curation, order: QueueOrder): FaceSummary[] {
  const { rater, need, blind, skipped, recalled } = order;
  const open = faces.filter((face) => {
    const { judgements } = curationOf(face.id);
    return !judgements[rater] && !judgements.rule;
  });
  // Ids are hashes of recipes: an order that says nothing.
  const byId: Comparison = (a, b) => (a.id < b.id ? -1 : 1);
  const byNeed: Comparison = (a, b) => NEEDS[need](a, b) || byId(a, b);
  const turn = new Map(skipped.map((id, index) => [id, index + 1]));
  const place = (face: FaceSummary) => (face.id === recalled ? -1 : (turn.get(face.id) ?? 0));
  return open.sort((a, b) => place(a) - place(b) || (blind ? byId(a, b) : byNeed(a, b)));
}
