import { DomainError } from '../errors';
import type { AuColumns, PackManifest } from '../packs/manifest';
import type { AuIntensities } from '../recipe/recipe';

/** The parts of a pack that give AU vectors their meaning. */
export type AuLayout = Pick<PackManifest, 'actionUnits' | 'auColumns'>;

/**
 * AU intensities (0–1, by unit and side) → the pack's AU vector, Float32Array [auColumns], units not named being 0.
 * For a unit the pack codes with one column, unequal sides are averaged; where it has one for both sides together beside those of
 * left and right, that one has what the sides share, and the side that does more its own.
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
  const told = columns.left !== undefined || columns.right !== undefined;
  // A FACS code without a side is bilateral: beside columns for the sides, "both" has what they share.
  const shared = told ? Math.min(left, right) : (left + right) / 2;
  const alone = (intensity: number) => (columns.both !== undefined && intensity === shared ? 0 : intensity);
  const values = [
    [columns.both, shared],
    [columns.left, alone(left)],
    [columns.right, alone(right)],
  ] as const;
  return values.flatMap(([column, intensity]) => (column === undefined ? [] : [[column, intensity]]));
}

/** Intensities of the person's two sides, 0–1. */
export interface Sides {
  readonly left: number;
  readonly right: number;
}

/** What an AU vector says of a unit's two sides. */
export function sidesOf(vector: ArrayLike<number>, columns: AuColumns): Sides {
  const at = (column: number | undefined) => (column === undefined ? 0 : (vector[column] ?? 0));
  return { left: Math.max(at(columns.both), at(columns.left)), right: Math.max(at(columns.both), at(columns.right)) };
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
