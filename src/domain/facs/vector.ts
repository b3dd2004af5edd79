import { DomainError } from '../errors';
import type { PackManifest } from '../packs/manifest';
import type { AuIntensities } from '../recipe/recipe';

/** The parts of a pack that give AU vectors their meaning. */
export type AuLayout = Pick<PackManifest, 'actionUnits' | 'auColumns'>;

/**
 * AU intensities (0–1, by unit and side) → the pack's AU vector, Float32Array [auColumns], units not named being 0.
 * For a unit the pack codes with one column, unequal sides are averaged.
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
    const { left, right } = typeof value === 'number' ? { left: value, right: value } : value;
    if ('both' in unit.columns) vector[unit.columns.both] = (left + right) / 2;
    else {
      vector[unit.columns.left] = left;
      vector[unit.columns.right] = right;
    }
  }
  return vector;
}

/** Name of every column in order: "AU12L", "AU12R", "AU17" ("AU<n>" and the person's side where there are two). */
export function auColumnNames(layout: AuLayout): string[] {
  const names = Array.from({ length: layout.auColumns }, (_, column) => `column${String(column)}`);
  for (const unit of layout.actionUnits) {
    if ('both' in unit.columns) names[unit.columns.both] = unit.id;
    else {
      names[unit.columns.left] = `${unit.id}L`;
      names[unit.columns.right] = `${unit.id}R`;
    }
  }
  return names;
}
