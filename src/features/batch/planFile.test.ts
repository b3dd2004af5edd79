import { describe, expect, it } from 'vitest';
import type { PackManifest } from '../../domain/packs/manifest';
import { planOfBatch } from '../../domain/plan/batch';
import { planText } from '../../domain/plan/planFile';
import { testPlanFile } from '../../domain/plan/testPlanFile';
import { testRecipe } from '../../domain/recipe/testRecipe';
import { EMPTY_FORM, readForm } from './form';
import { openPlan } from './planFile';

const unit = (id: string) => ({ id, name: id, group: 'lower face', columns: { both: 0 }, range: [0, 1] }) as PackManifest['actionUnits'][number];
const words = Object.fromEntries(['young', 'old', 'woman', 'man', 'a', 'an'].map((word) => [word, 'person']));
const PACK = { id: testRecipe().pack, actionUnits: ['AU6', 'AU12', 'AU4', ...[51, 52, 53, 54, 55, 56, 61, 62, 63, 64].map((number) => `AU${String(number)}`)].map(unit), words };

describe('a plan file of the form', () => {
  it('opens again as the form that was saved', () => {
    const form = { ...EMPTY_FORM, name: 'mine', intensities: '0.5, 1', seedCount: 40, prompts: 'soft light\nblue background', textGuidance: '2, 3' };
    const base = testRecipe({ seed: 7 });
    const saved = planText(planOfBatch(readForm(form, base, PACK).plan, form.name));
    expect(openPlan(saved, PACK)).toEqual({ form, base });
  });

  it('keeps a list of seeds', () => {
    const form = { ...EMPTY_FORM, name: 'mine', seeds: 'list' as const, seedList: '9, 3, 5' };
    const saved = planText(planOfBatch(readForm(form, testRecipe(), PACK).plan, form.name));
    expect(openPlan(saved, PACK).form.seedList).toBe('9, 3, 5');
  });

  it.each([
    [testPlanFile({ base: testRecipe({ pack: 'other' }) }), 'Choose that pack first'],
    [testPlanFile({ intensities: { draw: [1] } }), 'draws its intensities'],
    [testPlanFile({ packUnits: ['AU6'] }), 'no field'],
    [testPlanFile({ expressions: [null, 'anger'] }), 'no field'],
  ])('that the form cannot show is refused with the reason', (plan, why) => {
    expect(() => openPlan(planText(plan), PACK)).toThrow(why);
  });
});
