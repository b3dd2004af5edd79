import { z } from 'zod';
import { sampledDirectionsSchema } from '../batch/directions';
import { sampledLookSchema } from '../batch/looks';
import { DEFAULT_RATIOS } from '../dataset/splits';
import { EXPRESSION_CLASSES } from '../packs/manifest';
import { parseRecipe } from '../recipe/parse';
import { recipeSchema } from '../recipe/recipe';

/** A plan that cannot be used. The message is shown to people. */
export class PlanError extends Error {
  constructor(
    readonly code: 'plan-invalid' | 'plan-version',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'PlanError';
  }
}

/** A plan says every face of a set: recipes, ids, seeds, order and splits follow from it alone, on any machine. */
export const PLAN_FORMAT = 'synfer-plan';
export const PLAN_VERSION = 1;

/** Longest plan text that is read, in characters: a list of a million seeds fits. */
export const PLAN_MAX_CHARACTERS = 16_000_000;

/** Most combinations of a plan: ids of 64 bits meet by chance once in some hundred million sets of this size. */
export const MOST_COMBINATIONS = 10_000_000;

/** A list of which every value is combined with everything else, or one of which each seed draws a value. */
function axis<T>(value: z.ZodType<T>) {
  return z.union([z.array(value), z.strictObject({ draw: z.array(value).min(1) })]);
}

/** As `axis`; a seed may also draw evenly from a range, in steps of a thousandth. */
function numberAxis(value: z.ZodType<number>) {
  const range = z.strictObject({ from: value, to: value }).refine(({ from, to }) => from <= to, { message: '"from" is above "to"' });
  return z.union([z.array(value), z.strictObject({ draw: z.union([z.array(value).min(1), range]) })]);
}

const share = z.number().min(0);

export const planSchema = z.strictObject({
  format: z.literal(PLAN_FORMAT),
  version: z.literal(PLAN_VERSION),
  name: z.string().min(1).max(60),
  /** What every recipe of the plan has where no axis says otherwise. Its pack makes all faces. */
  base: recipeSchema,
  /** People: listed, or counted on from the first one. */
  seeds: z.union([
    z.array(recipeSchema.shape.seed).min(1),
    z.strictObject({ first: recipeSchema.shape.seed, count: z.int().min(1).max(MOST_COMBINATIONS) }),
  ]),
  expressions: axis(z.enum(EXPRESSION_CLASSES).nullable()),
  /** Whose action units the intensities scale: the base recipe's, those typical of each expression, or each of a list. */
  units: z.union([z.enum(['recipe', 'prototype']), axis(recipeSchema.shape.au)]),
  /** Factors of the units; a unit never goes above 1. */
  intensities: numberAxis(z.number().min(0).max(5)),
  prompts: axis(recipeSchema.shape.prompt),
  textGuidance: numberAxis(recipeSchema.shape.textGuidance),
  /** The units the pack has. A prototype goes without those it lacks. */
  packUnits: z.array(z.string()),
  /** Groups of looks of which each seed draws one. */
  looks: z.array(sampledLookSchema).min(1).optional(),
  /** How far each seed turns head and eyes. */
  directions: sampledDirectionsSchema.optional(),
  /** Shares of the splits; a person is in one of them. */
  splits: z
    .strictObject({ train: share, validation: share, test: share })
    .refine(({ train, validation, test }) => train + validation + test > 0, { message: 'one share has to be above 0' })
    .default(DEFAULT_RATIOS),
});

export type Plan = z.infer<typeof planSchema>;

/**
 * A plan's text (JSON) → the plan.
 * @throws PlanError `plan-version` (from a newer version), `plan-invalid` naming the path; DomainError as parseRecipe for its base
 */
export function parsePlan(text: string): Plan {
  if (text.length > PLAN_MAX_CHARACTERS) throw new PlanError('plan-invalid', `The plan is longer than ${PLAN_MAX_CHARACTERS.toLocaleString('en')} characters.`);
  const value = readJson(text);
  if (typeof value !== 'object' || value === null || !('format' in value) || value.format !== PLAN_FORMAT) {
    throw new PlanError('plan-invalid', `This is not a plan: "format" is not "${PLAN_FORMAT}".`);
  }
  if ('version' in value && typeof value.version === 'number' && value.version > PLAN_VERSION) {
    throw new PlanError('plan-version', `This plan is from a newer version (plan version ${String(value.version)}; this one reads ${String(PLAN_VERSION)}). Update to read it.`);
  }
  if ('base' in value) parseRecipe(value.base);
  const parsed = planSchema.safeParse(value);
  if (!parsed.success) throw new PlanError('plan-invalid', `The plan cannot be used: ${describe(parsed.error.issues[0])}.`);
  return parsed.data;
}

/** The plan's text: the same plan always gives the same. */
export function planText(plan: Plan): string {
  return `${JSON.stringify(planSchema.parse(plan), null, 2)}\n`;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new PlanError('plan-invalid', `The plan is not JSON: ${cause instanceof Error ? cause.message : 'unreadable'}.`, { cause });
  }
}

function describe(issue: z.core.$ZodIssue | undefined): string {
  if (issue === undefined) return 'it is not valid';
  // Of a field that may be said in several ways, the way that came furthest says what is wrong.
  if (issue.code === 'invalid_union') {
    const deepest = issue.errors.flat().sort((a, b) => b.path.length - a.path.length)[0];
    if (deepest !== undefined) return describe({ ...deepest, path: [...issue.path, ...deepest.path] });
  }
  const path = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') return `there is no field ${issue.keys.map((key) => `"${path === '' ? key : `${path}.${key}`}"`).join(', ')}`;
  return `${path === '' ? 'it' : `"${path}"`}: ${issue.message}`;
}
