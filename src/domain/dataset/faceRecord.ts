import { z } from 'zod';
import type { Curation } from '../curation/curation';
import { writtenFaceSchema } from '../face/face';
import { EXPRESSION_CLASSES } from '../packs/manifest';
import type { DatasetExample } from './example';

/**
 * A line of recipes.jsonl: the face without its pixels, as the studio keeps it, so that an import brings all of it back.
 * @param file path of the picture in the set, or of the shard that holds it
 */
export function faceRecordJson({ face, curation, group, split }: DatasetExample, file: string): string {
  return JSON.stringify({ ...face, file, split, group, curation });
}

const judgement = z.object({ state: z.enum(['accepted', 'rejected']), label: z.enum(EXPRESSION_CLASSES).nullable() });
const names = z.array(z.string().max(200)).max(1000);

/** What people said of a face, as it is written. Zod gives what is absent as undefined, where the studio leaves it out. */
export const curationSchema = z
  .object({
    judgements: z.object({ first: judgement.optional(), second: judgement.optional(), rule: z.object({ state: z.literal('accepted') }).optional() }),
    star: z.boolean(),
    tags: names,
    boards: names,
    archived: z.literal(true).optional(),
  })
  .transform(({ judgements: { first, second, rule }, archived, ...rest }): Curation => {
    return { ...rest, judgements: { ...(first && { first }), ...(second && { second }), ...(rule && { rule }) }, ...(archived && { archived }) };
  });

const faceRecordSchema = writtenFaceSchema.extend({ file: z.string().max(1000), curation: curationSchema });

export type FaceRecordLine = z.infer<typeof faceRecordSchema>;

/** A line of recipes.jsonl → the face without its pixels; null where the line is not one that this version wrote. */
export function parseFaceRecord(line: string): FaceRecordLine | null {
  try {
    const parsed = faceRecordSchema.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
