import { FIVE_POINT } from '../recipe/limits';

/** FACS intensity letters: A trace, B slight, C marked, D severe, E maximum. */
export const INTENSITY_LETTERS = ['A', 'B', 'C', 'D', 'E'] as const;
export type IntensityLetter = (typeof INTENSITY_LETTERS)[number];

export const INTENSITY_NAMES: Readonly<Record<IntensityLetter, string>> = {
  A: 'trace',
  B: 'slight',
  C: 'marked',
  D: 'severe',
  E: 'maximum',
};

/** Intensity 0–1 → the 0–5 scale of DISFA and OpenFace. */
export function toFivePoint(intensity: number): number {
  return intensity * FIVE_POINT.max;
}

/** The 0–5 scale → intensity 0–1. */
export function fromFivePoint(value: number): number {
  return value / FIVE_POINT.max;
}

/**
 * Intensity 0–1 → its FACS letter, null at 0. On the 0–5 scale a letter covers the unit below its number:
 * A (0,1], B (1,2], C (2,3], D (3,4], E (4,5].
 */
export function letterOf(intensity: number): IntensityLetter | null {
  // Rounded, so that 0.6 · 5 = 3.0000000000000004 is still a C.
  const value = Math.round(toFivePoint(intensity) * 1e9) / 1e9;
  if (!(value > 0)) return null;
  return INTENSITY_LETTERS[Math.min(Math.ceil(value), 5) - 1] ?? 'E';
}

/** A letter → the intensity 0–1 at the top of its band (A 0.2 … E 1), which reads back as the same letter. */
export function intensityOf(letter: IntensityLetter): number {
  return fromFivePoint(INTENSITY_LETTERS.indexOf(letter) + 1);
}
