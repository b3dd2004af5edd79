import { seedCombinations } from '../batch/plan';
import type { BatchPlan } from '../batch/plan';
import { Mt19937 } from '../random/mt19937';
import type { Recipe } from '../recipe/recipe';
import { MOST_COMBINATIONS, PlanError } from './planFile';
import type { Plan } from './planFile';

/** A face of the plan: its combination's number, 0 … countCombinations − 1, and what makes it. */
export interface PlannedFace {
  readonly place: number;
  readonly recipe: Recipe;
}

/** The plan's people in their order, each once. */
export interface PlanSeeds {
  readonly count: number;
  readonly at: (index: number) => number;
}

export function planSeeds({ seeds }: Pick<Plan, 'seeds'>): PlanSeeds {
  // Seeds have 32 bits; after the last there is comes the first.
  if (!Array.isArray(seeds)) return { count: seeds.count, at: (index) => (seeds.first + index) % 2 ** 32 };
  const list = [...new Set(seeds)];
  return { count: list.length, at: (index) => list[index] ?? 0 };
}

/** How many combinations each seed has. */
export function combinationsPerSeed({ expressions, intensities, prompts, textGuidance, units }: Plan): number {
  const unitSets = typeof units === 'string' ? [] : units;
  return [expressions, intensities, prompts, textGuidance, unitSets].reduce((product, axis) => product * (Array.isArray(axis) ? Math.max(1, axis.length) : 1), 1);
}

/**
 * How many combinations the plan has. It has as many faces or, where two combinations make the same recipe, fewer.
 * @throws PlanError `plan-invalid` where there are too many
 */
export function countCombinations(plan: Plan): number {
  const count = planSeeds(plan).count * combinationsPerSeed(plan);
  if (count > MOST_COMBINATIONS) throw new PlanError('plan-invalid', `The plan has ${count.toLocaleString('en')} combinations; ${MOST_COMBINATIONS.toLocaleString('en')} are the most. Make several plans of it.`);
  return count;
}

/**
 * The plan's faces from one place up to another, always in the same order, doubles left out. Any part can be had without those
 * before it. Seeds change slowest and expressions fastest, so that a part of the set has every class about equally often.
 */
export function* plannedFaces(plan: Plan, from = 0, to = countCombinations(plan)): Generator<PlannedFace> {
  const perSeed = combinationsPerSeed(plan);
  const seeds = planSeeds(plan);
  for (let index = Math.floor(from / perSeed); index * perSeed < to; index++) {
    let place = index * perSeed;
    for (const recipe of ofSeed(plan, seeds.at(index))) {
      if (recipe !== null && place >= from && place < to) yield { place, recipe };
      place += 1;
    }
  }
}

/** All combinations of one seed, null for doubles. */
function* ofSeed(plan: Plan, seed: number): Generator<Recipe | null> {
  const seen = new Set<string>();
  const axes = listedFor(plan, seed);
  if (typeof plan.units === 'string') yield* seedCombinations({ ...axes, units: plan.units }, seed, seen);
  else for (const au of valuesFor(plan.units, seed, DRAWS.units)) yield* seedCombinations({ ...axes, units: 'recipe', base: { ...plan.base, au } }, seed, seen);
}

/** The plan as the seed sees it: of what is drawn, its draw alone. */
function listedFor(plan: Plan, seed: number): Omit<BatchPlan, 'seeds' | 'units'> {
  const { base, packUnits, looks, directions } = plan;
  return {
    base,
    packUnits,
    expressions: valuesFor(plan.expressions, seed, DRAWS.expressions),
    intensities: valuesFor(plan.intensities, seed, DRAWS.intensities),
    prompts: valuesFor(plan.prompts, seed, DRAWS.prompts),
    textGuidance: valuesFor(plan.textGuidance, seed, DRAWS.textGuidance),
    ...(looks && { looks }),
    ...(directions && { directions }),
  };
}

type Axis<T> = T[] | { readonly draw: T[] | { readonly from: number; readonly to: number } };

function valuesFor<T>(axis: Axis<T>, seed: number, apart: number): T[] {
  if (Array.isArray(axis)) return axis;
  const { draw } = axis;
  const share = new Mt19937((seed ^ apart) >>> 0).uniform24();
  // A range is of numbers, as its schema says.
  return Array.isArray(draw) ? draw.slice(Math.floor(share * draw.length)).slice(0, 1) : [(Math.round((draw.from + share * (draw.to - draw.from)) * 1000) / 1000) as T];
}

/** Of other seeds than each other's, the noise's, the looks' and the directions': else one draw would always go with another. */
const DRAWS = { expressions: 0x1b873593, units: 0x7feb352d, intensities: 0x846ca68b, prompts: 0x3c6ef372, textGuidance: 0x68bc21eb } as const;
