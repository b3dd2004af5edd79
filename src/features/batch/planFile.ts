import type { BatchPlan } from '../../domain/batch/plan';
import type { PackManifest } from '../../domain/packs/manifest';
import { batchOfPlan } from '../../domain/plan/batch';
import { PlanError, parsePlan } from '../../domain/plan/planFile';
import type { Recipe } from '../../domain/recipe/recipe';
import { EMPTY_FORM, readForm, type BatchForm } from './form';

/** A plan's file as the form shows it, over the recipe that it varies. */
export interface OpenedPlan {
  readonly form: BatchForm;
  readonly base: Recipe;
}

/**
 * A plan's text → the form that makes the same faces.
 * @throws PlanError, DomainError where the text is no plan, or the form has no words for it
 */
export function openPlan(text: string, pack: Pick<PackManifest, 'id' | 'actionUnits' | 'words'>): OpenedPlan {
  const file = parsePlan(text);
  const plan = batchOfPlan(file);
  if (plan.base.pack !== pack.id) throw new PlanError('plan-invalid', `The plan is for the pack “${plan.base.pack}”, and “${pack.id}” is loaded. Choose that pack first.`);
  const { form, base } = formOf(plan, file.name);
  const { plan: shown, problems } = readForm(form, base, pack);
  const [problem] = problems;
  if (problem !== undefined) throw new PlanError('plan-invalid', `The plan cannot be made here: ${problem.message}`);
  // Compared as it is made: a pack that has other units or words than the plan's would make other faces.
  if (JSON.stringify(ordered(shown)) !== JSON.stringify(ordered(plan))) {
    throw new PlanError('plan-invalid', 'The plan says something for which the form has no field, such as looks or units of another pack. Make it on the command line: npm run synth -- run --plan FILE --out DIR.');
  }
  return { form, base };
}

function formOf(plan: BatchPlan, name: string): OpenedPlan {
  const { seeds, looks = [], directions } = plan;
  const [first = plan.base.seed] = seeds;
  const counted = seeds.every((seed, index) => seed === (first + index) % 2 ** 32);
  const form: BatchForm = {
    ...EMPTY_FORM,
    name,
    expressions: plan.expressions.filter((expression) => expression !== null),
    // The form has no field for a list: what it makes of it is compared with the plan, and refused.
    units: typeof plan.units === 'string' ? plan.units : 'recipe',
    intensities: plan.intensities.join(', '),
    ...(counted ? { seeds: 'count', seedCount: Math.max(1, seeds.length) } : { seeds: 'list', seedList: seeds.join(', ') }),
    prompts: plan.prompts.join('\n'),
    textGuidance: plan.textGuidance.join(', '),
    looks: Object.fromEntries(looks.map((group) => [group.name, group.drawn])),
    turns: { head: (directions?.head ?? 0) * 5, gaze: (directions?.gaze ?? 0) * 5 },
  };
  // The form counts seeds on from the recipe's.
  return { form, base: { ...plan.base, seed: first } };
}

/** What a plan makes, whatever the order of its fields: the base's seed only where no list says others. */
function ordered(plan: BatchPlan): unknown {
  const { base, expressions, units, intensities, seeds, prompts, textGuidance, looks, directions, packUnits } = plan;
  return [{ ...base, seed: 0 }, seeds, expressions, units, intensities, prompts, textGuidance, looks, directions, units === 'prototype' ? [...packUnits].sort() : []];
}
