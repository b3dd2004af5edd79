import { z } from 'zod';
import { faceSchema } from '../domain/face/face';
import { newerVersionSentence } from '../domain/recipe/migrations';
import { describeIssue } from '../domain/recipe/parse';
import { batchRecordSchema, type BatchRecord } from './batchRecords';
import type { FaceRecord } from './records';

/** What is kept, as this version understands it, or why it does not: a sentence. */
export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly newer: boolean; readonly why: string };

const faceRecordSchema = faceSchema.extend({ savedAt: z.number() });

/** A kept face of this version or of an earlier one → as this version has it. What lies in the database stays as it was written. */
export function readFaceRecord(kept: unknown): Read<FaceRecord> {
  return read(faceRecordSchema, kept, (kept as { readonly recipe?: unknown } | undefined)?.recipe);
}

/** As `readFaceRecord`, a batch. One that could only be half understood would make other faces than it promised. */
export function readBatchRecord(kept: unknown): Read<BatchRecord> {
  return read(batchRecordSchema, kept, (kept as { readonly plan?: { readonly base?: unknown } } | undefined)?.plan?.base);
}

/** Those that can be read. */
export function readable<T>(all: readonly Read<T>[]): T[] {
  return all.filter((each) => each.ok).map(({ value }) => value);
}

function read<T>(schema: z.ZodType<T>, kept: unknown, recipe: unknown): Read<T> {
  const parsed = schema.safeParse(kept);
  if (parsed.success) return { ok: true, value: parsed.data };
  const newer = newerVersionSentence(recipe);
  return { ok: false, newer: newer !== null, why: newer ?? `It is damaged: ${describeIssue(parsed.error.issues[0])}.` };
}
