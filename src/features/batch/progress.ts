import { estimateMilliseconds, millisecondsPerFace } from '../../domain/batch/estimate';
import type { ExpressionClass } from '../../domain/packs/manifest';
import type { BatchProgress } from './changes';

/** What a row of the queue says about a batch. */
export interface Standing {
  /** Faces that are there, whether made by the batch or before. */
  readonly there: number;
  readonly failed: number;
  readonly left: number;
  /** From the batch's own faces; null until it has made one, and where nothing is left. */
  readonly millisecondsLeft: number | null;
  /** Why faces failed, most frequent first. */
  readonly reasons: readonly { readonly reason: string; readonly count: number }[];
  /** Newest first. */
  readonly newest: readonly { readonly faceId: string; readonly recognised: ExpressionClass | null }[];
}

export function standing({ batch, items }: BatchProgress): Standing {
  const { steps } = batch.plan.base;
  const made = items.flatMap(({ outcome }) => (outcome.kind === 'made' ? [{ steps, milliseconds: outcome.milliseconds }] : []));
  const failures = items.flatMap(({ outcome }) => (outcome.kind === 'failed' ? [outcome.reason] : []));
  const there = items.flatMap(({ faceId, outcome }) => (outcome.kind === 'failed' ? [] : [{ faceId, recognised: outcome.recognised }]));
  const left = Math.max(0, batch.faces - items.length);
  const reasons = [...new Set(failures)].map((reason) => ({ reason, count: failures.filter((other) => other === reason).length }));
  return {
    there: there.length,
    failed: failures.length,
    left,
    millisecondsLeft: left === 0 ? null : estimateMilliseconds(left, millisecondsPerFace(made, steps)),
    reasons: reasons.sort((a, b) => b.count - a.count),
    newest: there.reverse(),
  };
}
