import { testRecipe } from '../recipe/testRecipe';
import { planSchema } from './planFile';
import type { Plan } from './planFile';

/** A plan for tests, with parts changed: six people with three expressions each. */
export function testPlanFile(parts: Partial<Plan> = {}): Plan {
  return planSchema.parse({
    format: 'synfer-plan',
    version: 1,
    name: 'test',
    base: testRecipe(),
    seeds: { first: 10, count: 6 },
    expressions: ['neutral', 'happiness', 'anger'],
    units: 'prototype',
    intensities: [],
    prompts: [],
    textGuidance: [],
    packUnits: ['AU6', 'AU12', 'AU4'],
    ...parts,
  });
}
