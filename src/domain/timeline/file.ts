import { z } from 'zod';
import { ExpressionError } from '../expressions/reading';
import { describeIssue } from '../recipe/parse';
import { recipeSchema } from '../recipe/recipe';
import { EASES } from './ease';
import { MOST_KEYS, TIMELINE_RANGES, type Timeline } from './timeline';

export const TIMELINE_FORMAT = 'synfer-timeline';

const within = ({ min, max }: { readonly min: number; readonly max: number }) => z.number().min(min).max(max);

const timelineFileSchema = z.strictObject({
  format: z.literal(TIMELINE_FORMAT),
  version: z.literal(1),
  frameRate: z.int().min(TIMELINE_RANGES.frameRate.min).max(TIMELINE_RANGES.frameRate.max),
  rightLag: within(TIMELINE_RANGES.rightLag),
  keys: z
    .array(z.strictObject({ time: within(TIMELINE_RANGES.seconds), ease: z.enum(EASES), au: recipeSchema.shape.au }))
    .min(1)
    .max(MOST_KEYS),
});

/** A sequence's keys as text (JSON), to be opened again. */
export function timelineText({ keys, frameRate, rightLag }: Timeline): string {
  const file = { format: TIMELINE_FORMAT, version: 1, frameRate, rightLag, keys: keys.map(({ time, ease, au }) => ({ time, ease, au })) };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Text that `timelineText` wrote → the timeline. @throws ExpressionError where it is damaged or from a newer version */
export function parseTimeline(text: string): Timeline {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new ExpressionError('The sequence is not whole: its JSON cannot be read.', { cause });
  }
  const parsed = timelineFileSchema.safeParse(value);
  if (!parsed.success) throw new ExpressionError(`The sequence cannot be used: ${describeIssue(parsed.error.issues[0])}.`);
  const { keys, frameRate, rightLag } = parsed.data;
  const ordered = [...keys].sort((a, b) => a.time - b.time);
  return { frameRate, rightLag, keys: ordered.map((key, index) => ({ id: index + 1, ...key })) };
}
