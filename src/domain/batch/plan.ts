import { z } from 'zod';
import { DomainError } from '../errors';
import { typicalUnits } from '../facs/prototypes';
import { EXPRESSION_CLASSES, type ExpressionClass } from '../packs/manifest';
import { parseRecipe } from '../recipe/parse';
import { INTENSITY_FACTOR, RECIPE_RANGES } from '../recipe/limits';
import { keptRecipeSchema } from '../recipe/migrations';
import { recipeSchema, type AuIntensities, type AuValue, type Recipe } from '../recipe/recipe';
import { textLeads, type PackWords } from '../recipe/prompt';
import { resolveRecipe } from '../recipe/wildcards';
import { sampledDirectionsSchema, turning } from './directions';
import { drawLooks, sampledLookSchema, withLooks } from './looks';

/** Most faces of one batch: weeks of work on most machines. */
export const MOST_FACES = 20_000;

/** A factorial plan: every combination of the axes' values over a base recipe. An empty axis takes the base's value. */
export const batchPlanSchema = z.strictObject({
  base: keptRecipeSchema,
  expressions: z.array(z.enum(EXPRESSION_CLASSES).nullable()),
  /** Whose action units the intensities scale: the base recipe's, those typical of each expression, or each of a list. */
  units: z.union([z.enum(['recipe', 'prototype']), z.array(recipeSchema.shape.au).min(1)]),
  /** Factors; a unit never goes above 1. */
  intensities: z.array(z.number().min(INTENSITY_FACTOR.min).max(INTENSITY_FACTOR.max)),
  seeds: z.array(recipeSchema.shape.seed),
  prompts: z.array(recipeSchema.shape.prompt),
  textGuidance: z.array(recipeSchema.shape.textGuidance),
  /** The units the pack has. A prototype goes without those it lacks. */
  packUnits: z.array(z.string()),
  /** Groups of looks of which each seed draws one. Absent where none is drawn, as in every plan before there were any. */
  looks: z.array(sampledLookSchema).min(1).optional(),
  /** How far each seed turns head and eyes. Absent where they stay as the units have them, as in every plan before they could be drawn. */
  directions: sampledDirectionsSchema.optional(),
});

export type BatchPlan = z.infer<typeof batchPlanSchema>;
/** Where a batch takes its units from, where it does not list them. */
export type UnitSource = Extract<BatchPlan['units'], string>;

/** `count` seeds from one on; after the last there is comes the first. */
export function seedsFrom(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => (first + index) % (RECIPE_RANGES.seed.max + 1));
}

/** How many combinations the axes make; the plan has as many faces or, where two make the same recipe, fewer. */
export function countCombinations(plan: BatchPlan): number {
  const { expressions, intensities, seeds, prompts, textGuidance, units } = plan;
  const listed = typeof units === 'string' ? [] : units;
  return [expressions, intensities, seeds, prompts, textGuidance, listed].reduce((product, axis) => product * Math.max(1, axis.length), 1);
}

/** How many faces the plan makes, doubles left out. @throws DomainError as `expandPlan` */
export function countFaces(plan: BatchPlan): number {
  let count = 0;
  for (const _recipe of distinct(plan)) count++;
  return count;
}

/**
 * The recipes of the plan, always in the same order, each once. Seeds change slowest and expressions fastest, so that a
 * batch that is stopped early has every class about equally often.
 * @throws DomainError `recipe-invalid` where there are too many, or a combination is no valid recipe
 */
export function* expandPlan(plan: BatchPlan): Generator<Recipe> {
  for (const recipe of distinct(plan)) yield parseRecipe(recipe);
}

/**
 * Whether words alone lead a face of the plan to an expression. Units of head and gaze would hold such a face at rest: a vector that
 * says nothing of the face says that it does nothing.
 */
export function ledByWords(plan: BatchPlan, words: PackWords): boolean {
  return orBase(plan.expressions, plan.base.expression)
    .filter((expression) => expression !== 'neutral')
    .some((expression) => orBase(plan.prompts, plan.base.prompt).some((prompt) => bySource(plan).some((each) => textLeads({ au: unitsOf(each, expression), expression, prompt }, words))));
}

function* distinct(plan: BatchPlan): Generator<Recipe> {
  if (countCombinations(plan) > MOST_FACES) {
    throw new DomainError('recipe-invalid', `A batch has ${MOST_FACES.toLocaleString('en')} faces at most. Shorten a list.`);
  }
  for (const seed of new Set(orBase(plan.seeds, plan.base.seed))) {
    for (const recipe of seedCombinations(plan, seed)) if (recipe !== null) yield recipe;
  }
}

/**
 * A seed's combinations in their order; null for one that makes a recipe which an earlier one of the seed makes. They are not checked.
 * @param seen what the seed's earlier combinations made
 */
export function* seedCombinations(plan: Omit<BatchPlan, 'seeds'>, seed: number, seen = new Set<string>()): Generator<Recipe | null> {
  for (const each of bySource(plan)) yield* combinationsOf(each, seed, seen);
}

function* combinationsOf(plan: Omit<BatchPlan, 'seeds' | 'units'> & BySource, seed: number, seen: Set<string>): Generator<Recipe | null> {
  const { base } = plan;
  const looks = drawLooks(plan.looks ?? [], seed);
  const turn = turning(plan.directions, seed);
  for (const choices of orBase(plan.prompts, base.prompt)) {
    const chosen = resolveRecipe({ ...base, prompt: choices, seed });
    const prompt = withLooks(chosen.prompt, looks);
    for (const textGuidance of orBase(plan.textGuidance, base.textGuidance)) {
      for (const intensity of orBase(plan.intensities, 1)) {
        for (const expression of orBase(plan.expressions, base.expression)) {
          const au = turn(scaled(unitsOf(plan, expression), intensity));
          const recipe = { ...chosen, expression, prompt, textGuidance, au };
          // All that differs between a seed's recipes; the hash of the whole would cost more and say the same.
          const key = JSON.stringify([prompt, recipe.negativePrompt, textGuidance, expression, au]);
          yield seen.has(key) ? null : recipe;
          seen.add(key);
        }
      }
    }
  }
}

function orBase<T>(axis: readonly T[], base: T): readonly T[] {
  return axis.length === 0 ? [base] : axis;
}

function unitsOf({ base, units, packUnits }: BySource, expression: ExpressionClass | null): AuIntensities {
  if (units === 'recipe') return base.au;
  return expression === null ? {} : typicalUnits(expression, new Set(packUnits));
}

type BySource = Pick<BatchPlan, 'base' | 'packUnits'> & { readonly units: UnitSource };

/** The plan for each of its units in turn, where it lists them. */
function bySource<T extends Pick<BatchPlan, 'base' | 'units'>>(plan: T): readonly (Omit<T, 'units'> & { readonly units: UnitSource })[] {
  const { units, base } = plan;
  return typeof units === 'string' ? [{ ...plan, units }] : units.map((au) => ({ ...plan, units: 'recipe', base: { ...base, au } }));
}

function scaled(au: AuIntensities, factor: number): AuIntensities {
  const scale = (value: number) => Math.min(1, Math.round(value * factor * 1000) / 1000);
  return Object.fromEntries(
    Object.entries(au).map(([id, value]): [string, AuValue] => [
      id,
      typeof value === 'number' ? scale(value) : { left: scale(value.left), right: scale(value.right) },
    ]),
  );
}
