import { expect, it } from 'vitest';
import type { PackManifest } from '../../domain/packs/manifest';
import { testRecipe } from '../../domain/recipe/testRecipe';
import { adaptToPack, defaultRecipe } from './defaults';

const guide = { strength: 0.5, start: 0, end: 1, iterations: 1 };
const defaults = { steps: 20, sampler: 'ddim', textGuidance: 3, auStrength: 1, semanticGuidance: guide };
const without = { id: 'plain', name: 'Plain', defaults, actionUnits: [], auColumns: 0, graphs: {}, voters: [] } as unknown as PackManifest;

it('asks a pack without a guide for none, whatever its defaults say: the panel could not switch it off', () => {
  expect(defaultRecipe(without, 7).semanticGuidance.strength).toBe(0);
});

it("takes a recipe over to a pack without its units, its guide and its student", () => {
  const adapted = adaptToPack(testRecipe({ au: { AU12: 1 }, semanticGuidance: guide, sampler: 'student', steps: 4, textGuidance: 1 }), without);
  expect(adapted).toMatchObject({ pack: 'plain', au: {}, semanticGuidance: { strength: 0 }, sampler: 'ddim', steps: 20, textGuidance: 3 });
});
