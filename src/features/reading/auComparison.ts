import { sidesOf, tellsSides } from '../../domain/facs/vector';
import type { PackActionUnit } from '../../domain/packs/manifest';

export interface AuPair {
  /** "AU12", or "AU12 L" where the sides are told apart. */
  readonly id: string;
  /** "AU12", whatever the side. */
  readonly unit: string;
  readonly name: string;
  readonly requested: number | null;
  readonly realised: number | null;
}

/** Below this on the 0–1 scale a unit counts as absent (half of FACS intensity A). */
const PRESENT = 0.1;

/** Asked and got side by side, for the units of which either is there. Sides that agree share a line. */
export function compareAu(
  units: readonly PackActionUnit[],
  requested: readonly number[] | null,
  realised: readonly number[] | null,
): AuPair[] {
  return units.flatMap((unit) => {
    const of = (vector: readonly number[] | null, side: 'left' | 'right') => vector && sidesOf(vector, unit.columns)[side];
    const pair = (id: string, side: 'left' | 'right'): AuPair => ({
      id,
      unit: unit.id,
      name: unit.name,
      requested: of(requested, side),
      realised: of(realised, side),
    });
    if (!tellsSides(unit.columns)) return [pair(unit.id, 'left')].filter(isPresent);
    const left = pair(`${unit.id} L`, 'left');
    const right = pair(`${unit.id} R`, 'right');
    const together = left.requested === right.requested && differs(left.realised, right.realised) < PRESENT;
    const lines = together ? [{ ...left, id: unit.id, realised: mean(left.realised, right.realised) }] : [left, right];
    return lines.filter(isPresent);
  });
}

/** Mean absolute difference over all columns, 0–1; null where either side is missing. */
export function meanError(requested: readonly number[] | null, realised: readonly number[] | null): number | null {
  if (!requested || !realised || requested.length === 0) return null;
  return requested.reduce((sum, value, column) => sum + Math.abs(value - (realised[column] ?? 0)), 0) / requested.length;
}

function isPresent({ requested, realised }: AuPair): boolean {
  return (requested ?? 0) > 0 || (realised ?? 0) >= PRESENT;
}

function differs(a: number | null, b: number | null): number {
  return Math.abs((a ?? 0) - (b ?? 0));
}

function mean(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : (a + b) / 2;
}
