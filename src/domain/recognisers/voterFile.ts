import { z } from 'zod';
import { DomainError } from '../errors';
import { EXPRESSION_CLASSES } from '../packs/manifest';
import type { ExpressionClass } from '../packs/manifest';
import { classOfWord } from './classWords';

/**
 * `voter.json`: what a recogniser's graph is given and what its numbers mean. Documented for people in docs/bring-your-own.md. Version 1
 * was the photograph voter's alone.
 */
export const VOTER_FORMAT_VERSION = 2;
export const VOTER_FILE = 'voter.json';

/** A file beside voter.json: no folders, no scheme. */
const file = z.string().regex(/^(?!.*\.\.)[A-Za-z0-9_][A-Za-z0-9_.-]*$/);
const said = z.string().trim().min(1).max(300);
const share = z.number().min(0).max(1);
const point = z.tuple([share, share]);

/** Which part of a picture is read. */
const crop = z.discriminatedUnion('of', [
  /** All of it, its middle where the shapes differ. */
  z.strictObject({ of: z.literal('picture') }),
  /** The middle; `share` of its sides. */
  z.strictObject({ of: z.literal('middle'), share: share.gt(0) }),
  /** The square around the detector's box; `margin` of its side is added on each of the four. */
  z.strictObject({ of: z.literal('face'), margin: z.number().min(-0.4).max(2) }),
  /** Turned and scaled so that the eyes' middles come to lie at these shares of the input's width and height; `left` as one looks at the picture. */
  z.strictObject({ of: z.literal('eyes'), left: point, right: point }),
]);

const perChannel = <T extends z.ZodNumber>(value: T) => z.union([z.tuple([value]), z.tuple([value, value, value])]);

const input = z.strictObject({
  /** The graph's name for it. */
  name: z.string().min(1),
  crop,
  /** Pixels that the crop is brought to; absent where the graph takes any number: the crop's own. */
  size: z.strictObject({ width: z.int().min(8).max(2048), height: z.int().min(8).max(2048) }).optional(),
  colour: z.enum(['rgb', 'bgr', 'grey']),
  layout: z.enum(['nchw', 'nhwc']),
  /** (value / 255 − mean) / deviation, for each channel in the input's order, or one number for all. 0–255 is mean 0, deviation 1/255. */
  mean: perChannel(z.number()),
  deviation: perChannel(z.number().positive()),
});

/** A class of the model's: one of the eight by any usual word, or "other" for one that the studio does not have. */
const modelClass = z.string().transform((word, context): ExpressionClass | null => {
  const known = word.trim().toLowerCase() === 'other' ? null : classOfWord(word);
  if (known === undefined) context.addIssue({ code: 'custom', message: `"${word}" is none of ${EXPRESSION_CLASSES.join(', ')}; write "other" for a class that is left out` });
  return known ?? null;
});

const expression = z
  .strictObject({
    /** The graph's name for the output [n, classes]. */
    output: z.string().min(1),
    /** In the output's order. */
    classes: z.array(modelClass).min(2).max(100),
    gives: z.enum(['logits', 'probabilities']),
    /** What logits (of probabilities: their logarithms) are divided by before the softmax. */
    temperature: z.number().positive(),
    /** How much it counts for each class, by a measurement; a class that is not named counts 0. Absent: none was made. */
    reliability: z.strictObject({ measuredOn: said, classes: z.partialRecord(z.enum(EXPRESSION_CLASSES), share) }).optional(),
  })
  .refine(({ classes }) => classes.filter((name) => name !== null).length >= 2, { path: ['classes'], message: 'has to name at least two of the eight classes' })
  .refine(({ classes }) => new Set(classes.filter((name) => name !== null)).size === classes.filter((name) => name !== null).length, { path: ['classes'], message: 'names a class twice' });

/** "AU12", "AU12L", "AU12R": FACS units, of both sides or of the person's own left or right. */
const auColumn = z.string().regex(/^AU[0-9]{1,2}[LR]?$/);

const actionUnits = z
  .strictObject({
    /** The graph's name for the output [n, columns]. */
    output: z.string().min(1),
    /** In the output's order; null for a column that is left out. */
    columns: z.array(auColumn.nullable()).min(1).max(200),
    gives: z.enum(['logits', 'intensities']),
    /** What intensity E is: 5 where it gives 0–5, 1 where it gives probabilities. */
    maximum: z.number().positive(),
  })
  .refine(({ columns }) => new Set(columns.filter((name) => name !== null)).size === columns.filter((name) => name !== null).length, { path: ['columns'], message: 'names a unit twice' });

export const voterFileSchema = z
  .strictObject({
    format: z.literal('synfer-voter'),
    version: z.literal(VOTER_FORMAT_VERSION),
    /** What people call it. */
    name: said.max(80),
    /** Where the weights come from, with their version. */
    source: said,
    licence: said,
    trainedBy: said,
    graph: file,
    /** Files that the graph names as external data. */
    externalData: z.array(file).max(64).default([]),
    input,
    /** Absent where it reads action units alone. */
    expression: expression.optional(),
    /** Absent where it names expressions alone. */
    actionUnits: actionUnits.optional(),
  })
  .refine(({ expression: named, actionUnits: read }) => named !== undefined || read !== undefined, { message: 'it has to read "expression", "actionUnits" or both' })
  .refine(({ input: { colour, mean, deviation } }) => colour !== 'grey' || (mean.length === 1 && deviation.length === 1), { path: ['input'], message: 'a grey input has one mean and one deviation' })
  .refine(({ input: { crop: part, size } }) => size !== undefined || part.of === 'picture' || part.of === 'middle', { path: ['input', 'size'], message: 'a crop of the face needs a size' });

export type VoterFile = z.infer<typeof voterFileSchema>;
export type VoterInput = VoterFile['input'];
export type VoterExpression = NonNullable<VoterFile['expression']>;
export type VoterActionUnits = NonNullable<VoterFile['actionUnits']>;

/**
 * Text of voter.json → what it says.
 * @throws DomainError `voter-invalid` naming the path at fault
 */
export function parseVoterFile(text: string): VoterFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new DomainError('voter-invalid', 'voter.json is not JSON, or it was cut short.', { cause });
  }
  const version = typeof value === 'object' && value !== null && 'version' in value ? value.version : undefined;
  if (typeof version === 'number' && version > VOTER_FORMAT_VERSION) {
    throw new DomainError('voter-invalid', `This voter.json has version ${String(version)}; this studio reads version ${String(VOTER_FORMAT_VERSION)}. Update the studio.`);
  }
  const parsed = voterFileSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const at = issue?.path.map(String).join('.') ?? '';
  throw new DomainError('voter-invalid', `voter.json cannot be used${at === '' ? '' : `: "${at}"`}: ${issue?.message ?? 'not valid'}. docs/bring-your-own.md says what it holds.`);
}

/** Files of a recogniser besides voter.json. */
export function voterFiles({ graph, externalData }: VoterFile): string[] {
  return [graph, ...externalData];
}

/** What a recogniser is called in votes and columns: "own-" and its name in small letters. Two of one name are one. */
export function recogniserId(name: string): string {
  const letters = name.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
  return `own-${letters || 'recogniser'}`;
}
