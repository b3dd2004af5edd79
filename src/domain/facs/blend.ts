import type { AuIntensities, AuValue } from '../recipe/recipe';

/** Weaker than this a unit is nothing anyone sees, and would only fill the recipe. */
const FAINTEST = 0.04;

/** A weighted mean of faces, unit by unit and side by side. Weights that do not sum to 1 are made to. */
export function blend(parts: readonly { readonly au: AuIntensities; readonly weight: number }[]): AuIntensities {
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  if (!(total > 0)) return {};
  const ids = [...new Set(parts.flatMap(({ au }) => Object.keys(au)))];
  const mean = (id: string, side: 'left' | 'right') =>
    parts.reduce((sum, { au, weight }) => sum + sideOf(au[id], side) * weight, 0) / total;
  return Object.fromEntries(
    ids.flatMap((id): [string, AuValue][] => {
      const [left, right] = [tidy(mean(id, 'left')), tidy(mean(id, 'right'))];
      if (Math.max(left, right) < FAINTEST) return [];
      return [[id, left === right ? left : { left, right }]];
    }),
  );
}

function sideOf(value: AuValue | undefined, side: 'left' | 'right'): number {
  if (value === undefined) return 0;
  return typeof value === 'number' ? value : value[side];
}

function tidy(value: number): number {
  return Math.round(Math.min(1, Math.max(0, value)) * 100) / 100;
}
