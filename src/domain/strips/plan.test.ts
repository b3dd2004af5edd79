import { describe, expect, it } from 'vitest';
import { EXPRESSION_CLASSES } from '../packs/manifest';
import { canonicalJson } from '../recipe/canonical';
import { recipeSchema } from '../recipe/recipe';
import type { Recipe } from '../recipe/recipe';
import { testRecipe } from '../recipe/testRecipe';
import { AXIS_KINDS } from './axes';
import { planStrip, stripProblem } from './plan';
import type { AxisKind } from './axes';
import type { StripRequest } from './plan';

const UNITS = new Set(['AU1', 'AU6', 'AU12']);
const request = (parts: Partial<StripRequest> = {}): StripRequest => ({
  across: 'unit',
  unit: 'AU12',
  down: 'none',
  secondUnit: 'AU6',
  frames: 3,
  rows: 2,
  ...parts,
});
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
    const { title, cells } = planStrip(request({ down: 'unit' }), draft, UNITS);
    expect(title).toBe('AU12 against AU6');
    expect(cells.map(({ label }) => label)).toEqual(['AU12 0, AU6 0', 'AU12 2.5, AU6 0', 'AU12 5, AU6 0', 'AU12 0, AU6 5', 'AU12 2.5, AU6 5', 'AU12 5, AU6 5']);
    expect(cells[4]).toMatchObject({ row: 1, column: 1, recipe: { au: { AU1: 0.4, AU6: 1, AU12: 0.5 } } });
  });

  it('has the recipe’s own guidance in the middle, from none to twice as much', () => {
    const guided = testRecipe({ semanticGuidance: { ...draft.semanticGuidance, strength: 1.5 } });
    const rowsOf = (recipe: Recipe) => planStrip(request({ down: 'semantic-guidance', rows: 3 }), recipe, UNITS).rows;
    expect(rowsOf(guided)).toEqual(['semantic guidance 0', 'semantic guidance 1.5', 'semantic guidance 3']);
    expect(rowsOf(draft)).toEqual(['semantic guidance 0', 'semantic guidance 1', 'semantic guidance 2']);
  });

  it('does the same with text guidance, AU strength and steps, within what a recipe may have', () => {
    const columnsOf = (across: AxisKind, parts: Partial<Recipe>) => planStrip(request({ across }), testRecipe(parts), UNITS).columns;
    expect(columnsOf('text-guidance', { textGuidance: 3 })).toEqual(['text guidance 1', 'text guidance 3', 'text guidance 5']);
    expect(columnsOf('text-guidance', { textGuidance: 1 })).toEqual(['text guidance 1', 'text guidance 3', 'text guidance 5']);
    expect(columnsOf('text-guidance', { textGuidance: 20 })).toEqual(['text guidance 1', 'text guidance 10.5', 'text guidance 20']);
    expect(columnsOf('au-strength', { auStrength: 1 })).toEqual(['AU strength 0', 'AU strength 1', 'AU strength 2']);
    expect(columnsOf('au-strength', { auStrength: 3 })).toEqual(['AU strength 0', 'AU strength 1.5', 'AU strength 3']);
    expect(columnsOf('steps', { steps: 20 })).toEqual(['steps 5', 'steps 20', 'steps 35']);
    expect(columnsOf('steps', { steps: 1 })).toEqual(['steps 1', 'steps 2', 'steps 3']);
    expect(columnsOf('steps', { steps: 200 })).toEqual(['steps 50', 'steps 125', 'steps 200']);
  });

  it('lets a unit vary within each class, whichever of the two goes down', () => {
    for (const axes of [{ down: 'classes' }, { across: 'classes', down: 'unit', secondUnit: 'AU12', rows: 3 }] as const) {
      const { cells } = planStrip(request(axes), draft, UNITS);
      const happy = cells.filter(({ recipe }) => recipe.expression === 'happiness');
      expect(happy.map(({ recipe }) => recipe.au)).toEqual([0, 0.5, 1].map((AU12) => ({ AU6: 0.8, AU12 })));
    }
  });

  it('sets the classes, each with the units of its preset that the pack has, against seeds that go on from the recipe’s', () => {
    const asked = request({ across: 'seeds', down: 'classes', frames: 2 });
    const { title, rows, columns, cells } = planStrip(asked, { ...draft, seed: 0xffffffff }, UNITS);
    expect(title).toBe('Seeds against classes');
    expect(rows).toEqual(EXPRESSION_CLASSES);
    expect(columns).toEqual(['seed 4294967295', 'seed 0']);
    const happy = cells.find(({ label }) => label === 'seed 0, happiness');
    expect(happy?.recipe).toMatchObject({ expression: 'happiness', seed: 0, au: { AU6: 0.8, AU12: 1 } });
    expect(Object.keys(cells.find(({ label }) => label === 'seed 0, sadness')?.recipe.au ?? {})).toEqual(['AU1']);
  });
});

it('makes valid faces only, one for each place and all different, whatever is set against what', () => {
  for (const across of AXIS_KINDS) {
    for (const down of ['none', ...AXIS_KINDS] as const) {
      const asked = request({ across, down, frames: 4, rows: 3 });
      if (stripProblem(asked, draft) !== null) continue;
      const { cells, columns, rows } = planStrip(asked, draft, UNITS);
      expect(cells).toHaveLength(columns.length * rows.length);
      expect(new Set(cells.map(({ recipe }) => canonicalJson(recipeSchema.parse(recipe)))).size).toBe(cells.length);
    }
  }
});

it('says where a strip would show nothing', () => {
  const problem = (parts: Partial<StripRequest>, recipe = draft) => stripProblem(request(parts), recipe);
  expect(problem({ down: 'unit', secondUnit: 'AU12' })).toMatch(/two different/);
  expect(problem({ across: 'steps', down: 'steps' })).toMatch(/something else across/);
  expect(problem({ down: 'semantic-guidance' }, testRecipe())).toMatch(/choose one first/);
  expect(problem({ down: 'semantic-guidance' })).toBeNull();
  expect(problem({ across: 'classes', down: 'semantic-guidance' }, testRecipe())).toBeNull();
  expect(problem({ across: 'text-guidance' }, testRecipe({ prompt: '' }))).toMatch(/write a prompt/);
  expect(problem({ across: 'text-guidance' }, testRecipe({ prompt: 'a man' }))).toBeNull();
  expect(problem({ across: 'au-strength' }, testRecipe({ au: {} }))).toMatch(/set one first/);
  expect(problem({ across: 'au-strength', down: 'unit' }, testRecipe({ au: {} }))).toBeNull();
  expect(problem({ across: 'steps' }, { ...draft, forks: [{ step: 1, before: draft }] })).toMatch(/forked/);
  expect(problem({}, testRecipe())).toBeNull();
});
