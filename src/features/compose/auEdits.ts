import type { AuIntensities, AuValue } from '../../domain/recipe/recipe';

/** Pure edits of a recipe's AU record. A unit at 0 leaves the record: an empty one lets the text lead. */

export type Side = 'left' | 'right';

export function sideOf(value: AuValue | undefined, side: Side): number {
  if (value === undefined) return 0;
  return typeof value === 'number' ? value : value[side];
}

/** The unit's greatest intensity on either side. */
export function peakOf(value: AuValue | undefined): number {
  return Math.max(sideOf(value, 'left'), sideOf(value, 'right'));
}

export function setUnit(au: AuIntensities, id: string, value: AuValue): AuIntensities {
  const { [id]: _previous, ...rest } = au;
  return peakOf(value) > 0 ? { ...rest, [id]: value } : rest;
}

export function setSide(au: AuIntensities, id: string, side: Side, intensity: number): AuIntensities {
  const current = { left: sideOf(au[id], 'left'), right: sideOf(au[id], 'right') };
  return setUnit(au, id, { ...current, [side]: intensity });
}

/** Both sides take the stronger side's intensity. */
export function joinSides(au: AuIntensities, id: string): AuIntensities {
  return setUnit(au, id, peakOf(au[id]));
}

export function scaleAll(au: AuIntensities, factor: number): AuIntensities {
  const scaled = (value: number) => Math.min(1, round(value * factor));
  return Object.fromEntries(
    Object.entries(au).map(([id, value]) => [
      id,
      typeof value === 'number' ? scaled(value) : { left: scaled(value.left), right: scaled(value.right) },
    ]),
  );
}

export function countActive(au: AuIntensities): number {
  return Object.values(au).filter((value) => peakOf(value) > 0).length;
}

/** 0–1 as the 0–5 of the FACS, to one decimal. */
export function toFacsScale(intensity: number): number {
  return Math.round(intensity * 50) / 10;
}

export function fromFacsScale(value: number): number {
  return round(Math.min(5, Math.max(0, value)) / 5);
}

/** Keeps products of decimals free of binary dust, so that a recipe stays readable. */
function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
