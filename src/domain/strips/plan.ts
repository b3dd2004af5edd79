import { fromFivePoint } from '../facs/letters';
import { PROTOTYPES } from '../facs/prototypes';
import { EXPRESSION_CLASSES } from '../packs/manifest';
import type { Recipe } from '../recipe/recipe';
import { resolveRecipe } from '../recipe/wildcards';

/** What a strip or grid varies. */
export const STRIP_KINDS = ['unit', 'two-units', 'unit-guidance', 'class-seed'] as const;
export type StripKind = (typeof STRIP_KINDS)[number];

export const FRAMES = { min: 2, max: 9 } as const;
export const ROWS = { min: 2, max: 6 } as const;

const FULL_INTENSITY = 5;
const SEEDS = 2 ** 32;
/** Guidance goes this far where the recipe has none to go by. */
const GUIDANCE_REACH = 2;

export interface StripRequest {
  readonly kind: StripKind;
  /** Unit that goes from 0 to 5 from left to right. */
  readonly unit: string;
  /** Unit that goes from 0 to 5 from top to bottom, where two are set against each other. */
  readonly secondUnit: string;
  /** Faces from left to right. */
  readonly frames: number;
  /** Faces from top to bottom, where the classes do not say it. */
  readonly rows: number;
}

/** One value of an axis, and what it makes of a recipe. */
interface AxisValue {
  readonly label: string;
  readonly apply: (recipe: Recipe) => Recipe;
}

export interface StripCell {
  readonly row: number;
  readonly column: number;
  /** Its values in words: "AU12 2.5, AU6 5". */
  readonly label: string;
  readonly recipe: Recipe;
}

export interface StripPlan {
  readonly title: string;
  readonly columns: readonly string[];
  /** Labels of the rows; a strip has one row without a label. */
  readonly rows: readonly string[];
  /** Row by row, the order in which they are made. */
  readonly cells: readonly StripCell[];
}

/**
 * The faces of a strip or grid, each the draft's recipe with the values of its place. Choices in the prompt are made once,
 * so that nothing varies but what the axes say; only another seed chooses again.
 * @param units units the pack has
 */
export function planStrip(request: StripRequest, draft: Recipe, units: ReadonlySet<string>): StripPlan {
  const base = request.kind === 'class-seed' ? draft : resolveRecipe(draft);
  const { title, columns, rows } = axes(request, base, units);
  const cells = rows.flatMap((down, row) =>
    columns.map((across, column) => ({
      row,
      column,
      label: [across.label, down.label].filter((label) => label !== '').join(', '),
      recipe: resolveRecipe(down.apply(across.apply(base))),
    })),
  );
  return { title, columns: columns.map(({ label }) => label), rows: rows.map(({ label }) => label), cells };
}

/** Why the strip would not show what it is for, as a sentence; null where it would. */
export function stripProblem({ kind, unit, secondUnit }: StripRequest, draft: Recipe): string | null {
  if (kind === 'two-units' && unit === secondUnit) return 'Choose two different action units.';
  if (kind === 'unit-guidance' && draft.expression === null) return 'Semantic guidance pulls towards an expression: choose one first.';
  return null;
}

export function countFaces({ kind, frames, rows }: StripRequest): number {
  switch (kind) {
    case 'unit':
      return frames;
    case 'two-units':
    case 'unit-guidance':
      return frames * rows;
    case 'class-seed':
      return frames * EXPRESSION_CLASSES.length;
  }
}

interface Axes {
  readonly title: string;
  readonly columns: readonly AxisValue[];
  readonly rows: readonly AxisValue[];
}

const ONE_ROW: readonly AxisValue[] = [{ label: '', apply: (recipe) => recipe }];

function axes({ kind, unit, secondUnit, frames, rows }: StripRequest, base: Recipe, units: ReadonlySet<string>): Axes {
  switch (kind) {
    case 'unit':
      return { title: `${unit} from 0 to 5`, columns: unitAxis(unit, frames), rows: ONE_ROW };
    case 'two-units':
      return { title: `${unit} against ${secondUnit}`, columns: unitAxis(unit, frames), rows: unitAxis(secondUnit, rows) };
    case 'unit-guidance':
      return { title: `${unit} against semantic guidance`, columns: unitAxis(unit, frames), rows: guidanceAxis(base, rows) };
    case 'class-seed':
      return { title: 'Classes against seeds', columns: seedAxis(base, frames), rows: classAxis(units) };
  }
}

function unitAxis(unit: string, count: number): AxisValue[] {
  return spread(FULL_INTENSITY, count).map((value) => ({
    label: `${unit} ${value}`,
    // A unit at 0 stays in the record: an empty one would hand the lead to the text, and the strip would begin with a leap.
    apply: (recipe) => ({ ...recipe, au: { ...recipe.au, [unit]: fromFivePoint(value) } }),
  }));
}

/** From none to twice the recipe's own strength, which so lies in the middle. */
function guidanceAxis({ semanticGuidance }: Recipe, count: number): AxisValue[] {
  const reach = Math.min(10, 2 * semanticGuidance.strength || GUIDANCE_REACH);
  return spread(reach, count).map((strength) => ({
    label: `guidance ${strength}`,
    apply: (recipe) => ({ ...recipe, semanticGuidance: { ...recipe.semanticGuidance, strength } }),
  }));
}

function seedAxis({ seed }: Recipe, count: number): AxisValue[] {
  return Array.from({ length: count }, (_, index) => {
    const next = (seed + index) % SEEDS;
    return { label: `seed ${next}`, apply: (recipe) => ({ ...recipe, seed: next }) };
  });
}

/** Each class as its preset asks for it: the class in the prompt, and its units. */
function classAxis(units: ReadonlySet<string>): AxisValue[] {
  return EXPRESSION_CLASSES.map((expression) => {
    const prototype = PROTOTYPES[expression][0]?.au ?? {};
    const au = Object.fromEntries(Object.entries(prototype).filter(([id]) => units.has(id)));
    return { label: expression, apply: (recipe) => ({ ...recipe, expression, au }) };
  });
}

/** Values from 0 to the end at equal distances, to two decimals. */
function spread(end: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => Math.round((end * index * 100) / (count - 1)) / 100);
}
