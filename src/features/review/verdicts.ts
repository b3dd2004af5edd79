import type { Judgement } from '../../domain/curation/curation';
import type { ExpressionClass } from '../../domain/packs/manifest';
import { judge } from '../../library/changes';
import { undoneSentence } from '../../library/describeUndo';
import { undoLast } from '../../library/edits';
import type { FaceSummary } from '../../storage/summary';
import { announce } from '../../ui/notices';
import { currentFace, useReview } from './store';

export const NO_LABEL_TO_ACCEPT = 'The face has no label to accept: name the expression.';

/** Takes the recognised class as right. A blind rater has to name the class instead, as has anybody where there is no label. */
export function accept(): void {
  const face = currentFace();
  if (!face?.recognised || useReview.getState().blind) return;
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

async function settle(face: FaceSummary, said: string, judgement: Judgement): Promise<void> {
  const { rater } = useReview.getState();
  useReview.setState({ recalled: null });
  announce(`Face ${said}.`);
  await judge([face.id], rater, judgement);
}
