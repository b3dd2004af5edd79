import { DomainError } from '../errors';
import type { AuColumns, PackManifest } from '../packs/manifest';
import type { AuIntensities } from '../recipe/recipe';

/** The parts of a pack that give AU vectors their meaning. */
export type AuLayout = Pick<PackManifest, 'actionUnits' | 'auColumns'>;

/**
 * AU intensities (0–1, by unit and side) → the pack's AU vector, Float32Array [auColumns], units not named being 0.
 * For a unit the pack codes with one column, unequal sides are averaged; where it has one for the unit beside those of left and right, all
 * three are set, that one to what the stronger side does.
 * @throws DomainError `recipe-unknown-au` where the pack has no such unit.
 */
export function auVector(au: AuIntensities, layout: AuLayout): Float32Array {
  const vector = new Float32Array(layout.auColumns);
  for (const [id, value] of Object.entries(au)) {
    const unit = layout.actionUnits.find((candidate) => candidate.id === id);
    if (unit === undefined) {
      const known = layout.actionUnits.map((candidate) => candidate.id).join(', ');
      throw new DomainError('recipe-unknown-au', `The recipe asks for ${id}, which this model pack does not have. It has ${known}. Remove ${id} from the recipe or choose another pack.`);
    }
    const sides = typeof value === 'number' ? { left: value, right: value } : value;
    for (const [column, intensity] of inColumns(sides, unit.columns)) vector[column] = intensity;
  }
  return vector;
}

/** A unit's two sides → the values of its columns. */
function inColumns({ left, right }: Sides, columns: AuColumns): [column: number, intensity: number][] {
  // Beside columns for the sides, "both" is the unit itself, on whatever side: OpenGraphAU's 41 outputs are read so, and adapters learn from them.
  const unit = columns.left !== undefined || columns.right !== undefined ? Math.max(left, right) : (left + right) / 2;
  const values = [
    [columns.both, unit],
    [columns.left, left],
    [columns.right, right],
  ] as const;
  return values.flatMap(([column, intensity]) => (column === undefined ? [] : [[column, intensity]]));
}

/** Intensities of the person's two sides, 0–1. */
export interface Sides {
  readonly left: number;
  readonly right: number;
}

/** What an AU vector says of a unit's two sides: by their own columns, or by that of both where those are empty or missing. */
export function sidesOf(vector: ArrayLike<number>, columns: AuColumns): Sides {
  const at = (column: number | undefined) => (column === undefined ? 0 : (vector[column] ?? 0));
  const sides = { left: at(columns.left), right: at(columns.right) };
  const both = at(columns.both);
  if (tellsSides(columns) && sides.left + sides.right > 0) return sides;
  return { left: Math.max(both, sides.left), right: Math.max(both, sides.right) };
}

/** Whether a pack tells a unit's sides apart. */
export function tellsSides(columns: AuColumns): boolean {
  return columns.left !== undefined && columns.right !== undefined;
}

/** Name of every column in order: "AU12L", "AU12R", "AU17" ("AU<n>" and the person's side where there are two). */
export function auColumnNames(layout: AuLayout): string[] {
  const names = Array.from({ length: layout.auColumns }, (_, column) => `column${String(column)}`);
  for (const unit of layout.actionUnits) {
    const { both, left, right } = unit.columns;
    if (both !== undefined) names[both] = unit.id;
    if (left !== undefined) names[left] = `${unit.id}L`;
    if (right !== undefined) names[right] = `${unit.id}R`;
  }
  return names;
}
