import { describe, expect, it } from 'vitest';
import { EXPRESSION_CLASSES } from '../packs/manifest';
import { canonicalJson } from '../recipe/canonical';
import { recipeSchema } from '../recipe/recipe';
import { testRecipe } from '../recipe/testRecipe';
import { STRIP_KINDS, countFaces, planStrip, stripProblem } from './plan';
import type { StripRequest } from './plan';

const UNITS = new Set(['AU1', 'AU6', 'AU12']);
const request = (parts: Partial<StripRequest> = {}): StripRequest => ({ kind: 'unit', unit: 'AU12', secondUnit: 'AU6', frames: 3, rows: 2, ...parts });
const draft = testRecipe({ expression: 'happiness', au: { AU1: 0.4 } });

describe('a strip of one unit', () => {
  it('goes from 0 to 5 at equal distances, and leaves all else as it was', () => {
    const { title, columns, rows, cells } = planStrip(request(), draft, UNITS);
    expect(title).toBe('AU12 from 0 to 5');
    expect(columns).toEqual(['AU12 0', 'AU12 2.5', 'AU12 5']);
    expect(rows).toEqual(['']);
    expect(cells.map(({ recipe }) => recipe)).toEqual([0, 0.5, 1].map((AU12) => ({ ...draft, au: { AU1: 0.4, AU12 } })));
  });

  it('says the unit even at 0, so that the text does not take over in the first frame', () => {
    const [first] = planStrip(request(), testRecipe({ prompt: 'a happy man' }), UNITS).cells;
    expect(first?.recipe.au).toEqual({ AU12: 0 });
  });

  it('chooses once at the wildcards of the prompt', () => {
    const prompts = planStrip(request({ frames: 9 }), testRecipe({ prompt: 'a {young|old|tall} {man|woman}' }), UNITS).cells.map(({ recipe }) => recipe.prompt);
    expect(new Set(prompts).size).toBe(1);
    expect(prompts[0]).not.toContain('{');
  });
});

describe('a grid', () => {
  it('sets two units against each other, made row by row', () => {
    const { cells } = planStrip(request({ kind: 'two-units' }), draft, UNITS);
    expect(cells.map(({ label }) => label)).toEqual(['AU12 0, AU6 0', 'AU12 2.5, AU6 0', 'AU12 5, AU6 0', 'AU12 0, AU6 5', 'AU12 2.5, AU6 5', 'AU12 5, AU6 5']);
    expect(cells[4]).toMatchObject({ row: 1, column: 1, recipe: { au: { AU1: 0.4, AU6: 1, AU12: 0.5 } } });
  });

  it('has the recipe’s own guidance in the middle, from none to twice as much', () => {
    const guided = testRecipe({ semanticGuidance: { ...draft.semanticGuidance, strength: 1.5 } });
    expect(planStrip(request({ kind: 'unit-guidance', rows: 3 }), guided, UNITS).rows).toEqual(['guidance 0', 'guidance 1.5', 'guidance 3']);
    expect(planStrip(request({ kind: 'unit-guidance', rows: 3 }), draft, UNITS).rows).toEqual(['guidance 0', 'guidance 1', 'guidance 2']);
  });

  it('sets the classes, each with the units of its preset that the pack has, against seeds that go on from the recipe’s', () => {
    const { rows, columns, cells } = planStrip(request({ kind: 'class-seed', frames: 2 }), { ...draft, seed: 0xffffffff }, UNITS);
    expect(rows).toEqual(EXPRESSION_CLASSES);
    expect(columns).toEqual(['seed 4294967295', 'seed 0']);
    const happy = cells.find(({ label }) => label === 'seed 0, happiness');
    expect(happy?.recipe).toMatchObject({ expression: 'happiness', seed: 0, au: { AU6: 0.8, AU12: 1 } });
    expect(Object.keys(cells.find(({ label }) => label === 'seed 0, sadness')?.recipe.au ?? {})).toEqual(['AU1']);
  });
});

it('promises as many faces as it plans, all of them valid and all different', () => {
  for (const kind of STRIP_KINDS) {
    const asked = request({ kind, frames: 4, rows: 3 });
    const { cells } = planStrip(asked, draft, UNITS);
    expect(cells).toHaveLength(countFaces(asked));
    expect(new Set(cells.map(({ recipe }) => canonicalJson(recipeSchema.parse(recipe)))).size).toBe(cells.length);
  }
});

it('says where a strip would show nothing', () => {
  expect(stripProblem(request({ kind: 'two-units', secondUnit: 'AU12' }), draft)).toMatch(/two different/);
  expect(stripProblem(request({ kind: 'unit-guidance' }), testRecipe())).toMatch(/choose one first/);
  expect(stripProblem(request({ kind: 'unit-guidance' }), draft)).toBeNull();
  expect(stripProblem(request(), testRecipe())).toBeNull();
});
