import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { z } from 'zod';
import { UsageError } from '../usageError';
import { systemCode } from '../files/systemCode';

/** What can change a bit of a picture or label. */
const madeSchema = z.strictObject({ app: z.string(), runtime: z.string(), batch: z.int(), scale: z.int(), photographVoter: z.boolean() });

/** What says that a shard is whole: written last, and nothing in it depends on when or in how many tries it was made. */
export const markerSchema = z.strictObject({
  format: z.literal('synfer-shard'),
  version: z.literal(1),
  shard: z.strictObject({ index: z.int().min(0), count: z.int().min(1) }),
  /** Places of the plan, from … to − 1. */
  range: z.strictObject({ from: z.int().min(0), to: z.int().min(0) }),
  /** SHA-256 of plan.json. */
  plan: z.string(),
  pack: z.strictObject({ id: z.string(), sha256: z.string() }),
  made: madeSchema,
  faces: z.int().min(0),
  failed: z.array(z.strictObject({ place: z.int(), id: z.string(), code: z.string(), reason: z.string() })),
  bytes: z.int(),
  sha256: z.string(),
});

export type ShardMarker = z.infer<typeof markerSchema>;

export function madeText(made: ShardMarker['made']): string {
  return `${JSON.stringify(madeSchema.parse(made))}\n`;
}

/** What the file at this path says that a shard under way is made with; null where there is none that this version wrote. */
export async function readMade(path: string): Promise<ShardMarker['made'] | null> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return '';
    throw error;
  });
  try {
    return madeSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** The marker at this path; null where there is none. @throws UsageError where it is not one that this version wrote */
export async function readMarker(path: string): Promise<ShardMarker | null> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  try {
    return markerSchema.parse(JSON.parse(text));
  } catch {
    throw new UsageError(`${path} is no marker of a shard that this version wrote. Move it away to have the shard made again.`);
  }
}

/** What is wrong with a finished shard's file, in words; null where it is the one that its marker names. */
export async function damageOf(path: string, { bytes, sha256 }: Pick<ShardMarker, 'bytes' | 'sha256'>): Promise<string | null> {
  const found = await stat(path).catch(() => null);
  if (found === null) return 'it is gone';
  if (found.size !== bytes) return `it has ${String(found.size)} bytes in place of ${String(bytes)}`;
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) hash.update(chunk as Uint8Array);
  return hash.digest('hex') === sha256 ? null : 'its content is not what it was';
}
