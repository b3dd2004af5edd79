import type { AuReading } from '../../domain/face/label';
import { facsUnit } from '../../domain/facs/actionUnits';
import { sidesOf, tellsSides, type Sides } from '../../domain/facs/vector';
import type { PackActionUnit } from '../../domain/packs/manifest';

export interface AuPair {
  /** "AU12", or "AU12 L" where the sides are told apart. */
  readonly id: string;
  /** "AU12", whatever the side. */
  readonly unit: string;
  readonly name: string;
  readonly requested: number | null;
  readonly realised: number | null;
  /** What each further reader says; null where it does not read the unit. */
  readonly read: readonly (number | null)[];
}

type Side = keyof Sides;

/** Below this on the 0–1 scale a unit counts as absent (half of FACS intensity A). */
const PRESENT = 0.1;

/**
 * Asked and got side by side, for the units of which either is there. Sides that agree share a line. Units that only further readers know
 * come last.
 */
export function compareAu(
  units: readonly PackActionUnit[],
  requested: readonly number[] | null,
  realised: readonly number[] | null,
  readings: readonly AuReading[] = [],
): AuPair[] {
  const compared = units.flatMap((unit) => {
    const of = (vector: readonly number[] | null, side: Side) => vector && sidesOf(vector, unit.columns)[side];
    const pair = (id: string, side: Side): AuPair => ({
      id,
      unit: unit.id,
      name: unit.name,
      requested: of(requested, side),
      realised: of(realised, side),
      read: readings.map((reading) => readSide(reading, unit.id, side)),
    });
    if (!tellsSides(unit.columns)) {
      const left = pair(unit.id, 'left');
      return [{ ...left, read: readings.map((reading) => readBoth(reading, unit.id)) }].filter(isPresent);
    }
    const left = pair(`${unit.id} L`, 'left');
    const right = pair(`${unit.id} R`, 'right');
    const together = left.requested === right.requested && differs(left.realised, right.realised) < PRESENT;
    const lines = together
      ? [{ ...left, id: unit.id, realised: mean(left.realised, right.realised), read: readings.map((reading) => readBoth(reading, unit.id)) }]
      : [left, right];
    return lines.filter(isPresent);
  });
  return [...compared, ...readOnly(units, readings)];
}

/** What readers see of units that the pack does not have. */
function readOnly(units: readonly PackActionUnit[], readings: readonly AuReading[]): AuPair[] {
  const ids = new Set(readings.flatMap(({ units: read }) => Object.keys(read).map((name) => name.replace(/[LR]$/, ''))));
  return [...ids]
    .filter((id) => units.every((unit) => unit.id !== id))
    .sort((a, b) => Number(a.slice(2)) - Number(b.slice(2)))
    .map((id) => ({ id, unit: id, name: facsUnit(id)?.name ?? id, requested: null, realised: null, read: readings.map((reading) => readBoth(reading, id)) }))
    .filter(isPresent);
}

/** What a reader says of a side: by that side's column, or by that of both. */
function readSide({ units }: AuReading, id: string, side: Side): number | null {
  const values = [units[id], units[`${id}${side === 'left' ? 'L' : 'R'}`]].filter((value) => value !== undefined);
  return values.length === 0 ? null : Math.max(...values);
}

function readBoth(reading: AuReading, id: string): number | null {
  return mean(readSide(reading, id, 'left'), readSide(reading, id, 'right')) ?? readSide(reading, id, 'left') ?? readSide(reading, id, 'right');
}

/** Mean absolute difference over all columns, 0–1; null where either side is missing. */
export function meanError(requested: readonly number[] | null, realised: readonly number[] | null): number | null {
  if (!requested || !realised || requested.length === 0) return null;
  return requested.reduce((sum, value, column) => sum + Math.abs(value - (realised[column] ?? 0)), 0) / requested.length;
}

function isPresent({ requested, realised, read }: AuPair): boolean {
  return (requested ?? 0) > 0 || [realised, ...read].some((value) => (value ?? 0) >= PRESENT);
}

function differs(a: number | null, b: number | null): number {
  return Math.abs((a ?? 0) - (b ?? 0));
}

function mean(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : (a + b) / 2;
}
