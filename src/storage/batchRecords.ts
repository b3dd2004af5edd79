import { z } from 'zod';
import { autoAcceptSchema } from '../domain/batch/acceptance';
import { batchPlanSchema } from '../domain/batch/plan';
import type { Pixels } from '../domain/face/pixels';
import type { ExpressionClass } from '../domain/packs/manifest';

export const BATCH_STATES = ['waiting', 'running', 'paused', 'done', 'cancelled', 'failed'] as const;
export type BatchState = (typeof BATCH_STATES)[number];

/** A batch as it is kept: what it makes, by which rules, and where it stands in the queue. */
export const batchRecordSchema = z.object({
  id: z.string(),
  /** Also the board its faces are put on. */
  name: z.string(),
  plan: batchPlanSchema,
  /** How many faces the plan makes, doubles left out. */
  faces: z.int().nonnegative(),
  accept: autoAcceptSchema.nullable(),
  /** Accepted faces of every class with which the batch ends early; null where it makes all of its plan. */
  perClass: z.number().nullable(),
  state: z.enum(BATCH_STATES),
  /** Batches are made in the order of these. */
  position: z.number(),
  createdAt: z.number(),
});

export type BatchRecord = Readonly<z.infer<typeof batchRecordSchema>>;

/** The picture that a batch takes its layout from, where it is the user's own: kept until the batch is taken off the list. */
export interface BatchPictureRecord {
  readonly batchId: string;
  readonly sha256: string;
  readonly pixels: Pixels;
}

/** What became of one face of the plan. There is none for a face that is still to be made: that is all that resuming needs. */
export interface BatchItemRecord {
  readonly batchId: string;
  /** Place of the face in the plan's order. */
  readonly index: number;
  readonly faceId: string;
  /** `recognised` is null where the face has no label. */
  readonly outcome:
    | { readonly kind: 'made'; readonly recognised: ExpressionClass | null; readonly milliseconds: number }
    /** The recipe's face was there already: made by hand, or by another batch. */
    | { readonly kind: 'known'; readonly recognised: ExpressionClass | null }
    | { readonly kind: 'failed'; readonly reason: string };
}

export function isOpen({ state }: Pick<BatchRecord, 'state'>): boolean {
  return state === 'waiting' || state === 'running' || state === 'paused';
}
