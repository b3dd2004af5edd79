import { z } from 'zod';
import { autoAcceptSchema, type AutoAccept } from '../domain/batch/acceptance';
import { batchPlanSchema, type BatchPlan } from '../domain/batch/plan';
import type { ExpressionClass } from '../domain/packs/manifest';

export const BATCH_STATES = ['waiting', 'running', 'paused', 'done', 'cancelled', 'failed'] as const;
export type BatchState = (typeof BATCH_STATES)[number];

/** A batch as it is kept: what it makes, by which rules, and where it stands in the queue. */
export interface BatchRecord {
  readonly id: string;
  /** Also the board its faces are put on. */
  readonly name: string;
  readonly plan: BatchPlan;
  /** How many faces the plan makes, doubles left out. */
  readonly faces: number;
  readonly accept: AutoAccept | null;
  /** Accepted faces of every class with which the batch ends early; null where it makes all of its plan. */
  readonly perClass: number | null;
  readonly state: BatchState;
  /** Batches are made in the order of these. */
  readonly position: number;
  readonly createdAt: number;
}

/** What became of one face of the plan. There is none for a face that is still to be made: that is all that resuming needs. */
export interface BatchItemRecord {
  readonly batchId: string;
  /** Place of the face in the plan's order. */
  readonly index: number;
  readonly faceId: string;
  readonly outcome:
    | { readonly kind: 'made'; readonly recognised: ExpressionClass; readonly milliseconds: number }
    /** The recipe's face was there already: made by hand, or by another batch. */
    | { readonly kind: 'known'; readonly recognised: ExpressionClass }
    | { readonly kind: 'failed'; readonly reason: string };
}

const batchSchema = z.object({ plan: batchPlanSchema, accept: autoAcceptSchema.nullable(), state: z.enum(BATCH_STATES) });

/** False for a record of another version of the studio, which would make other faces than it promised. */
export function isReadable(batch: BatchRecord): boolean {
  return batchSchema.safeParse(batch).success;
}

export function isOpen({ state }: Pick<BatchRecord, 'state'>): boolean {
  return state === 'waiting' || state === 'running' || state === 'paused';
}
