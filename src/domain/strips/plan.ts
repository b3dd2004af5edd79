import type { Recipe } from '../recipe/recipe';
import { resolveRecipe } from '../recipe/wildcards';
import { axisOf } from './axes';
import type { AxisKind, AxisValue } from './axes';

export const FRAMES = { min: 2, max: 9 } as const;
export const ROWS = { min: 2, max: 6 } as const;

export interface StripRequest {
  /** What goes from left to right. */
  readonly across: AxisKind;
  /** Unit that goes from 0 to 5 from left to right, where that is what does. */
  readonly unit: string;
  /** What goes from top to bottom; "none" makes a strip. */
  readonly down: AxisKind | 'none';
  /** Unit that goes from 0 to 5 from top to bottom. */
  readonly secondUnit: string;
  /** Faces from left to right, where the classes do not say it. */
  readonly frames: number;
  /** Faces from top to bottom, where the classes do not say it. */
  readonly rows: number;
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

const ONE_ROW: readonly AxisValue[] = [{ label: '', apply: (recipe) => recipe }];

/**
 * The faces of a strip or grid, each the draft's recipe with the values of its place. Choices in the prompt are made once,
 * so that nothing varies but what the axes say; only another seed chooses again.
 * @param units units the pack has
 */
export function planStrip(request: StripRequest, draft: Recipe, units: ReadonlySet<string>): StripPlan {
  const { across, down } = request;
  const base = across === 'seeds' || down === 'seeds' ? draft : resolveRecipe(draft);
  const columns = axisOf(across, request.unit, request.frames, base, units);
  const rows = down === 'none' ? null : axisOf(down, request.secondUnit, request.rows, base, units);
  const cells = (rows?.values ?? ONE_ROW).flatMap((below, row) =>
    columns.values.map((beside, column) => {
      // A class brings all of its units with it: what varies one of them comes after.
      const [first, then] = down === 'classes' ? [below, beside] : [beside, below];
      return {
        row,
        column,
        label: [beside.label, below.label].filter((label) => label !== '').join(', '),
        recipe: resolveRecipe(then.apply(first.apply(base))),
      };
    }),
  );
  const title = rows === null ? columns.title : `${columns.name} against ${rows.name}`;
  return {
    title: title.charAt(0).toUpperCase() + title.slice(1),
    columns: columns.values.map(({ label }) => label),
    rows: (rows?.values ?? ONE_ROW).map(({ label }) => label),
    cells,
  };
}

/** Why the strip would not show what it is for, as a sentence; null where it would. */
export function stripProblem({ across, unit, down, secondUnit }: StripRequest, draft: Recipe): string | null {
  const varies = (kind: AxisKind) => across === kind || down === kind;
  const expresses = draft.expression !== null || varies('classes');
  if (across === 'unit' && down === 'unit' && unit === secondUnit) return 'Choose two different action units.';
  if (across !== 'unit' && across === down) return 'Choose something else across than down.';
  if (varies('semantic-guidance') && !expresses) return 'Semantic guidance pulls towards an expression: choose one first.';
  if (varies('text-guidance') && !expresses && draft.prompt === '' && draft.negativePrompt === '') {
    return 'Text guidance pulls towards what the text says: write a prompt or choose an expression first.';
  }
  if (varies('au-strength') && !varies('unit') && !varies('classes') && Object.keys(draft.au).length === 0) {
    return 'AU strength is the weight of action units: set one first.';
  }
  if (varies('steps') && draft.forks) return 'This recipe is forked at one of its steps, whose number cannot vary.';
  return null;
}
