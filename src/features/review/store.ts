import { create } from 'zustand';
import { useOpenSet, type OpenSet } from '../../library/openSet';
import { useShown } from '../../library/shown';
import { inSlices } from '../../library/slices';
import { facesAtHand, type LibraryState } from '../../library/store';
import type { FaceSummary } from '../../storage/summary';
import { faceOrder, reviewQueue, type FaceOrder, type ReviewQueue, type Turns } from './queue';
import type { Threshold } from './threshold';

interface ReviewState extends FaceOrder, Turns, Threshold {}

export const useReview = create<ReviewState>(() => ({
  rater: 'first',
  need: 'Disputed first',
  blind: false,
  skipped: [],
  recalled: null,
  least: 0.8,
  agreedOnly: true,
}));

interface Ordered {
  readonly set: OpenSet | null;
  /** The faces at hand in the order they are judged in; null until they are ordered. */
  readonly faces: readonly FaceSummary[] | null;
}

const NOT_ORDERED: Ordered = { set: null, faces: null };

export const useOrdered = create<Ordered>(() => NOT_ORDERED);

/** Orders the faces at hand, and anew whenever they, or what they are ordered by, change: bit by bit where they are many. @returns the way to stop */
export function keepOrdered(): () => void {
  let asked: FaceOrder & { readonly faces: readonly FaceSummary[] } | null = null;
  let callOff: () => void = () => undefined;
  const follow = () => {
    const faces = facesAtHand(useShown.getState());
    const { need, blind } = useReview.getState();
    if (asked?.faces === faces && asked.need === need && asked.blind === blind) return;
    asked = { faces, need, blind };
    const { set } = useOpenSet.getState();
    // Of the same library the order before goes on until there is the new one; of another none of it is shown.
    if (useOrdered.getState().set !== set) useOrdered.setState({ set, faces: null });
    callOff();
    callOff = inSlices(faceOrder(faces, asked), (ordered) => useOrdered.setState({ set, faces: ordered }));
  };
  const stops = [useShown.subscribe(follow), useReview.subscribe(follow)];
  follow();
  return () => {
    for (const stop of stops) stop();
    callOff();
    useOrdered.setState(NOT_ORDERED);
  };
}

const NOBODY: ReviewQueue = { current: null, next: null };

let asked: { readonly ordered: Ordered['faces']; readonly curations: LibraryState['curations']; readonly turns: Turns; readonly queue: ReviewQueue } | null = null;

/** What there is to judge, found once for the same order, verdicts and turns: the view and every verdict's button ask, at every change of anything. */
export function queueOf(ordered: Ordered['faces'], { curations }: Pick<LibraryState, 'curations'>, turns: Turns): ReviewQueue {
  if (asked?.ordered !== ordered || asked.curations !== curations || asked.turns !== turns) {
    asked = { ordered, curations, turns, queue: ordered === null ? NOBODY : reviewQueue(ordered, curations, turns) };
  }
  return asked.queue;
}

/** The face to judge now; null where the rater has judged all, and until the faces are ordered. */
export function currentFace(): FaceSummary | null {
  return queueOf(useOrdered.getState().faces, useShown.getState(), useReview.getState()).current;
}

export function setRater(rater: Turns['rater']): void {
  useReview.setState({ rater, skipped: [], recalled: null });
}
