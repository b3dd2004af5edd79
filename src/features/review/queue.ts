import type { Curation, Rater } from '../../domain/curation/curation';
import { NEEDS, type FaceKey, type Need } from '../../library/needs';
import { curationOf } from '../../library/store';
import type { FaceSummary } from '../../storage/summary';

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

/** The faces that neither the rater has judged nor a rule has accepted. */
export interface ReviewQueue {
  /** The one that needs a person's eye most; null where all are judged. */
  readonly current: FaceSummary | null;
  /** The one after it. */
  readonly next: FaceSummary | null;
  /** How many they are. */
  readonly open: number;
  /** Faces accepted by a rule. */
  readonly byRule: number;
}

/** Finds the first two in one pass: verdicts come by the second, and a hundred thousand faces are not sorted for each. */
export function reviewQueue(faces: readonly FaceSummary[], curations: ReadonlyMap<string, Curation>, order: QueueOrder): ReviewQueue {
  const comesBefore = comparison(order);
  let [current, next, open, byRule]: [FaceSummary | null, FaceSummary | null, number, number] = [null, null, 0, 0];
  for (const face of faces) {
    const { judgements } = curationOf(curations, face.id);
    if (judgements.rule) byRule += 1;
    if (judgements[order.rater] || judgements.rule) continue;
    open += 1;
    // Of nearly all one comparison says that they are neither.
    if (next !== null && !comesBefore(face, next)) continue;
    if (current === null || comesBefore(face, current)) [current, next] = [face, current];
    else next = face;
  }
  return { current, next, open, byRule };
}

function comparison({ need, blind, skipped, recalled }: QueueOrder): (a: FaceSummary, b: FaceSummary) => boolean {
  const turn = new Map(skipped.map((id, index) => [id, index + 1]));
  const place: FaceKey = ({ id }) => (id === recalled ? -1 : (turn.get(id) ?? 0));
  const keys: readonly FaceKey[] = [...(turn.size > 0 || recalled !== null ? [place] : []), ...(blind ? [] : NEEDS[need])];
  return (a, b) => {
    for (const key of keys) {
      const difference = key(a) - key(b);
      if (difference !== 0) return difference < 0;
    }
    // Ids are hashes of recipes: an order that says nothing.
    return a.id < b.id;
  };
}
