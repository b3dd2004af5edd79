import type { Curation, Rater } from '../../domain/curation/curation';
import { NEEDS, type Need } from '../../library/needs';
import { sortedBy } from '../../library/sortedBy';
import { curationOf } from '../../library/store';
import type { FaceSummary } from '../../storage/summary';

/** What the faces are ordered by. */
export interface FaceOrder {
  readonly need: Need;
  /** A blind rater must not learn from the order what the models, or the other rater, made of a face. */
  readonly blind: boolean;
}

/** What stands in line before or behind the order. */
export interface Turns {
  readonly rater: Rater;
  /** Faces put off, to come last in this order. */
  readonly skipped: readonly string[];
  /** A face whose verdict was just taken back comes first. */
  readonly recalled: string | null;
}

/** The first of the faces that neither the rater has judged nor a rule has accepted. */
export interface ReviewQueue {
  /** The one that needs a person's eye most; null where all are judged. */
  readonly current: FaceSummary | null;
  /** The one after it. */
  readonly next: FaceSummary | null;
}

/** The faces, those first that need a person's eye most, judged or not: verdicts leave it as it is. Yields again and again. */
export function faceOrder(faces: readonly FaceSummary[], { need, blind }: FaceOrder): Generator<void, readonly FaceSummary[]> {
  // Ids are hashes of recipes: an order that says nothing.
  return sortedBy<FaceSummary>(faces, blind ? [] : NEEDS[need], (a, b) => a.id < b.id);
}

/** What of the ordered faces is to be judged now. Verdicts come by the second: it looks at the faces before that, and at no other. */
export function reviewQueue(ordered: readonly FaceSummary[], curations: ReadonlyMap<string, Curation>, turns: Turns): ReviewQueue {
  const open = openOnes(ordered, curations, turns);
  const { value: current = null } = open.next();
  const { value: next = null } = open.next();
  return { current, next };
}

function* openOnes(ordered: readonly FaceSummary[], curations: ReadonlyMap<string, Curation>, turns: Turns): Generator<FaceSummary, undefined> {
  const putOff = new Set(turns.skipped);
  const isOpen = (face: FaceSummary) => !isSettled(curationOf(curations, face.id), turns.rater);
  const recalled = turns.recalled === null ? undefined : ordered.find(({ id }) => id === turns.recalled);
  if (recalled !== undefined && isOpen(recalled)) yield recalled;
  for (const face of ordered) if (face !== recalled && !putOff.has(face.id) && isOpen(face)) yield face;
  const last = new Map(ordered.flatMap((face) => (putOff.has(face.id) ? [[face.id, face]] : [])));
  for (const id of turns.skipped) {
    const face = last.get(id);
    if (face !== undefined && face !== recalled && isOpen(face)) yield face;
  }
  return undefined;
}

/** Whether the rater has judged the face, or a rule has accepted it. */
function isSettled({ judgements }: Curation, rater: Rater): boolean {
  return judgements[rater] !== undefined || judgements.rule !== undefined;
}

/** How far the review is. */
export interface ReviewProgress {
  /** Faces that the rater has judged or a rule has accepted. */
  readonly done: number;
  /** Those accepted by a rule. */
  readonly byRule: number;
}

/** Faces between two looks at the clock. */
const AT_ONCE = 1000;

/** Counts the faces that are settled. Yields again and again. */
export function* reviewProgress(faces: readonly FaceSummary[], curations: ReadonlyMap<string, Curation>, rater: Rater): Generator<void, ReviewProgress> {
  let [done, byRule] = [0, 0];
  for (const [place, { id }] of faces.entries()) {
    if (place % AT_ONCE === 0) yield;
    const curation = curationOf(curations, id);
    if (isSettled(curation, rater)) done += 1;
    if (curation.judgements.rule) byRule += 1;
  }
  return { done, byRule };
}
