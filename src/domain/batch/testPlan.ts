import { testRecipe } from '../recipe/testRecipe';
import type { BatchPlan } from './plan';

/** A plan for tests, with parts changed: without axes it makes its base recipe alone. */
export function testPlan(parts: Partial<BatchPlan> = {}): BatchPlan {
  return {
    base: testRecipe(),
    expressions: [],
    units: 'recipe',
    intensities: [],
    seeds: [],
    prompts: [],
    textGuidance: [],
    packUnits: ['AU6', 'AU12', 'AU14'],
    ...parts,
  };
}
