import { seedsFrom } from '../batch/plan';
import { fromFivePoint } from '../facs/letters';
import { typicalUnits } from '../facs/prototypes';
import { EXPRESSION_CLASSES } from '../packs/manifest';
import { FIVE_POINT, RECIPE_RANGES } from '../recipe/limits';
import type { Recipe } from '../recipe/recipe';

/** What can go from left to right in a strip, or from top to bottom as well in a grid. */
export const AXIS_KINDS = ['unit', 'semantic-guidance', 'text-guidance', 'au-strength', 'steps', 'seeds', 'classes'] as const;
export type AxisKind = (typeof AXIS_KINDS)[number];

/** One value of an axis, and what it makes of a recipe. */
export interface AxisValue {
  readonly label: string;
  readonly apply: (recipe: Recipe) => Recipe;
}

export interface Axis {
  /** "AU12", "text guidance". */
  readonly name: string;
  /** From where to where it goes, "AU12 from 0 to 5". */
  readonly title: string;
  readonly values: readonly AxisValue[];
}

/** Where an axis ends for a recipe whose own value is nothing, or too little to go by. */
const REACH = { semanticGuidance: 2, textGuidance: 5, auStrength: 2 } as const;
/**
 * The values of an axis. Those of guidance, strength and steps have the recipe's own in the middle, as far as limits allow.
 * @param unit the unit that goes from 0 to 5 where the axis is one
 * @param units units the pack has
 */
export function axisOf(kind: AxisKind, unit: string, count: number, base: Recipe, units: ReadonlySet<string>): Axis {
  switch (kind) {
    case 'unit':
      return numbers(unit, spread(FIVE_POINT.min, FIVE_POINT.max, count), (recipe, value) => {
        // A unit at 0 stays in the record: an empty one would hand the lead to the text, and the strip would begin with a leap.
        return { ...recipe, au: { ...recipe.au, [unit]: fromFivePoint(value) } };
      });
    case 'semantic-guidance': {
      const reach = Math.min(RECIPE_RANGES.semanticGuidance.max, 2 * base.semanticGuidance.strength || REACH.semanticGuidance);
      return numbers('semantic guidance', spread(0, reach, count), (recipe, strength) => ({
        ...recipe,
        semanticGuidance: { ...recipe.semanticGuidance, strength },
      }));
    }
    case 'text-guidance': {
      const reach = Math.min(RECIPE_RANGES.textGuidance.max, base.textGuidance < 1.5 ? REACH.textGuidance : 2 * base.textGuidance - 1);
      return numbers('text guidance', spread(RECIPE_RANGES.textGuidance.min, reach, count), (recipe, textGuidance) => ({ ...recipe, textGuidance }));
    }
    case 'au-strength': {
      const reach = Math.min(RECIPE_RANGES.auStrength.max, base.auStrength < 0.25 ? REACH.auStrength : 2 * base.auStrength);
      return numbers('AU strength', spread(0, reach, count), (recipe, auStrength) => ({ ...recipe, auStrength }));
    }
    case 'steps': {
      const least = Math.max(1, Math.round(base.steps / 4));
      const most = Math.min(RECIPE_RANGES.steps.max, Math.max(2 * base.steps - least, least + count - 1));
      return numbers('steps', spread(least, most, count).map(Math.round), (recipe, steps) => ({ ...recipe, steps }));
    }
    case 'seeds': {
      return { ...numbers('seed', seedsFrom(base.seed, count), (recipe, seed) => ({ ...recipe, seed })), name: 'seeds' };
    }
    case 'classes':
      return { name: 'classes', title: 'classes', values: classes(units) };
  }
}

function numbers(name: string, values: readonly number[], apply: (recipe: Recipe, value: number) => Recipe): Axis {
  return {
    name,
    title: `${name} from ${values[0] ?? ''} to ${values.at(-1) ?? ''}`,
    values: values.map((value) => ({ label: `${name} ${value}`, apply: (recipe) => apply(recipe, value) })),
  };
}

/** Each class as its preset asks for it: the class in the prompt, and its units. */
function classes(units: ReadonlySet<string>): AxisValue[] {
  return EXPRESSION_CLASSES.map((expression) => {
    const au = typicalUnits(expression, units);
    return { label: expression, apply: (recipe) => ({ ...recipe, expression, au }) };
  });
}

/** Values from one end to the other at equal distances, to two decimals. */
function spread(from: number, to: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => Math.round((from + ((to - from) * index) / (count - 1)) * 100) / 100);
}
