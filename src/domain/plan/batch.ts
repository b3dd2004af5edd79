import { MOST_FACES } from '../batch/plan';
import type { BatchPlan } from '../batch/plan';
import { DEFAULT_RATIOS } from '../dataset/splits';
import { combinationsPerSeed, planSeeds } from './combinations';
import { PLAN_FORMAT, PLAN_VERSION, PlanError } from './planFile';
import type { Plan } from './planFile';

/** A batch of the studio as a plan: the same recipes in the same order. */
export function planOfBatch({ seeds, base, ...batch }: BatchPlan, name: string): Plan {
  const [first = base.seed] = seeds;
  const counted = seeds.every((seed, index) => seed === (first + index) % 2 ** 32);
  return { format: PLAN_FORMAT, version: PLAN_VERSION, name, base, ...batch, seeds: counted ? { first, count: Math.max(1, seeds.length) } : seeds, splits: { ...DEFAULT_RATIOS } };
}

/**
 * A plan as a batch of the studio: the same recipes in the same order.
 * @throws PlanError `plan-invalid` where it is too large for a browser, or says what a batch has no words for
 */
export function batchOfPlan(plan: Plan): BatchPlan {
  const { format: _, version: _version, name: _name, splits: _splits, expressions, intensities, prompts, textGuidance, units, looks, directions, ...rest } = plan;
  const faces = planSeeds(plan).count * combinationsPerSeed(plan);
  if (faces > MOST_FACES) throw new PlanError('plan-invalid', `The plan has ${faces.toLocaleString('en')} faces; a batch in the studio has ${MOST_FACES.toLocaleString('en')} at most. ${ON_THE_COMMAND_LINE}`);
  if (typeof units !== 'string') throw new PlanError('plan-invalid', `The plan lists action units, for which a batch in the studio has no field. ${ON_THE_COMMAND_LINE}`);
  const { count, at } = planSeeds(plan);
  return {
    ...rest,
    units,
    expressions: listed(expressions, 'expressions'),
    intensities: listed(intensities, 'intensities'),
    prompts: listed(prompts, 'prompts'),
    textGuidance: listed(textGuidance, 'text guidance'),
    seeds: Array.from({ length: count }, (_each, index) => at(index)),
    ...(looks && { looks }),
    ...(directions && { directions }),
  };
}

const ON_THE_COMMAND_LINE = 'Make it on the command line: npm run synth -- run --plan FILE --out DIR.';

function listed<T>(axis: T[] | { readonly draw: unknown }, name: string): T[] {
  if (Array.isArray(axis)) return axis;
  throw new PlanError('plan-invalid', `Each seed of the plan draws its ${name}; a batch in the studio lists them. ${ON_THE_COMMAND_LINE}`);
}
