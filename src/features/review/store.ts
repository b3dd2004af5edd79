import { create } from 'zustand';
import type { Rater } from '../../domain/curation/curation';
import type { ExpressionClass } from '../../domain/packs/manifest';
import { judge } from '../../library/changes';
import { undoLast } from '../../library/edits';
import { undoneSentence } from '../../library/describeUndo';
import { useShown } from '../../library/shown';
import { facesAtHand, type LibraryState } from '../../library/store';
import type { FaceSummary } from '../../storage/summary';
import { announce } from '../../ui/notices';
import { reviewQueue, type QueueOrder, type ReviewQueue } from './queue';
import type { Threshold } from './threshold';

interface ReviewState extends QueueOrder, Threshold {}

export const useReview = create<ReviewState>(() => ({
  rater: 'first',
  need: 'Disputed first',
  blind: false,
  skipped: [],
  recalled: null,
  least: 0.8,
  agreedOnly: true,
}));

let asked: { readonly faces: unknown; readonly curations: unknown; readonly order: unknown; readonly queue: ReviewQueue } | null = null;

/** What there is to judge, found once for the same faces, verdicts and order: the view and every verdict's button ask, at every change of anything. */
export function queueOf(library: LibraryState, order: QueueOrder): ReviewQueue {
  const { curations } = library;
  const faces = facesAtHand(library);
  if (asked?.faces !== faces || asked.curations !== curations || asked.order !== order) {
    asked = { faces, curations, order, queue: reviewQueue(faces, curations, order) };
  }
  return asked.queue;
}

/** The face to judge now; null where the rater has judged all. */
export function currentFace(): FaceSummary | null {
  return queueOf(useShown.getState(), useReview.getState()).current;
}

/** Takes the recognised class as right. A blind rater has to name the class instead. */
export function accept(): void {
  const face = currentFace();
  if (!face || useReview.getState().blind) return;
  void settle(face, `${face.recognised} accepted`, { state: 'accepted', label: face.recognised });
}

export function reject(): void {
  const face = currentFace();
  if (face) void settle(face, 'rejected', { state: 'rejected', label: null });
}

/** Keeps the face under the class a person sees in it. */
export function relabel(label: ExpressionClass): void {
  const face = currentFace();
  if (face) void settle(face, `labelled ${label}`, { state: 'accepted', label });
}

/** Puts the face off until the rest is judged. */
export function skip(): void {
  const face = currentFace();
  if (!face) return;
  useReview.setState(({ skipped }) => ({ skipped: [...skipped.filter((id) => id !== face.id), face.id], recalled: null }));
  announce('Skipped.');
}

/** Takes the last edit back. A face whose verdict it was comes up again. */
export async function undoVerdict(): Promise<void> {
  const undone = await undoLast();
  if (!undone) return;
  const { edit } = undone;
  if (edit.kind === 'curation' && edit.patches.size === 1) useReview.setState({ recalled: [...edit.patches.keys()][0] ?? null });
  announce(undoneSentence(undone));
}

export function setRater(rater: Rater): void {
  useReview.setState({ rater, skipped: [], recalled: null });
}

async function settle(face: FaceSummary, said: string, judgement: Parameters<typeof judge>[2]): Promise<void> {
  const { rater } = useReview.getState();
  useReview.setState({ recalled: null });
  announce(`Face ${said}.`);
  await judge([face.id], rater, judgement);
}
