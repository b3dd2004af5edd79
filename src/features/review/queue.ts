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
  const open = inOrder(faces, blind ? 'blind' : need).filter((face) => {
    const { judgements } = curationOf(face.id);
    return !judgements[rater] && !judgements.rule;
  });
  if (skipped.length === 0 && recalled === null) return open;
  const turn = new Map(skipped.map((id, index) => [id, index + 1]));
  const place = (face: FaceSummary) => (face.id === recalled ? -1 : (turn.get(face.id) ?? 0));
  const moved = open.filter((face) => place(face) !== 0).sort((a, b) => place(a) - place(b));
  const first = moved.filter((face) => place(face) < 0);
  return [...first, ...open.filter((face) => place(face) === 0), ...moved.slice(first.length)];
}

/** Verdicts come by the second, and a hundred thousand faces take a tenth of one to sort: each order is found once for the same faces. */
const found = new WeakMap<readonly FaceSummary[], Map<Need | 'blind', readonly FaceSummary[]>>();

function inOrder(faces: readonly FaceSummary[], order: Need | 'blind'): readonly FaceSummary[] {
  const orders = found.get(faces) ?? new Map<Need | 'blind', readonly FaceSummary[]>();
  found.set(faces, orders);
  const before = orders.get(order);
  if (before !== undefined) return before;
  // Ids are hashes of recipes: an order that says nothing.
  const byId: Comparison = (a, b) => (a.id < b.id ? -1 : 1);
  const sorted = [...faces].sort(order === 'blind' ? byId : (a, b) => NEEDS[order](a, b) || byId(a, b));
  orders.set(order, sorted);
  return sorted;
}
