import { z } from 'zod';
import { EXPRESSION_CLASSES } from '../packs/manifest';
import { recipeSchema } from '../recipe/recipe';
import type { DatasetExample } from './example';

/**
 * A line of recipes.jsonl: the face without its pixels, as the studio keeps it, so that an import brings all of it back.
 * @param file path of the picture in the set, or of the shard that holds it
 */
export function faceRecordJson({ face, curation, group, split }: DatasetExample, file: string): string {
  return JSON.stringify({ ...face, file, split, group, curation });
}

const probability = z.number().min(0).max(1);
const distribution = z.array(probability).length(EXPRESSION_CLASSES.length);
const expression = z.enum(EXPRESSION_CLASSES);
const classWeights = z.array(z.number().nonnegative().nullable()).length(EXPRESSION_CLASSES.length);
const intensities = z.array(probability).max(1000).nullable();
const judgement = z.object({ state: z.enum(['accepted', 'rejected']), label: expression.nullable() });
const names = z.array(z.string().max(200)).max(1000);

const length = z.number().min(-100).max(100);
const faceBox = z.object({ left: length, top: length, width: length, height: length, score: probability });

/** A face without its pixels. */
export const faceSchema = z.object({
  id: z.string().regex(/^[0-9a-f]{16}$/),
  recipe: recipeSchema,
  label: z.object({
    votes: z.array(z.object({ voter: z.string().max(100), label: z.string().max(200), probabilities: distribution, classWeights: classWeights.optional() })).max(20),
    probabilities: distribution,
    recognised: expression,
    confidence: probability,
    rectified: z.boolean(),
    realisedAu: intensities,
  }),
  faceBoxes: z.array(faceBox).max(100).optional(),
  requestedAu: intensities,
  unknownWords: names,
  provenance: z.object({
    app: z.string().max(100),
    pack: z.string().max(100),
    packSha256: z.string().max(64),
    backend: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('webgpu'), adapter: z.string().max(500) }),
      z.object({ kind: z.literal('wasm'), threads: z.int().min(1).max(1024) }),
      z.object({ kind: z.literal('node') }),
    ]),
    milliseconds: z.number().min(0),
    restored: z.literal(true).optional(),
  }),
});

const faceRecordSchema = faceSchema.extend({
  file: z.string().max(1000),
  curation: z.object({
    judgements: z.object({ first: judgement.optional(), second: judgement.optional(), rule: z.object({ state: z.literal('accepted') }).optional() }),
    star: z.boolean(),
    tags: names,
    boards: names,
    archived: z.literal(true).optional(),
  }),
});

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
