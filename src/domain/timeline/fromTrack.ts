import { onlyKnown, type ExpressionFrame } from '../expressions/reading';
import type { AuIntensities, AuValue } from '../recipe/recipe';
import { MOST_KEYS, TIMELINE_RANGES, type KeyFrame, type Timeline } from './timeline';

/** How far, in intensity, a key may be from the recording that it stands for: a fifth of a step on the 0–5 scale. */
const CLOSE_ENOUGH = 0.04;

/** A part of a recording, in seconds. */
export interface Section {
  readonly from: number;
  readonly to: number;
}

/** What of a recording fits into a sequence: all of it, or as much around its peak. */
export function sectionAround(peak: number, length: number): Section {
  const most = TIMELINE_RANGES.seconds.max;
  if (length <= most) return { from: 0, to: length };
  const from = Math.min(Math.max(0, peak - most / 2), length - most);
  return { from, to: from + most };
}

/**
 * A recorded face's curve as keys with straight lines between them (Douglas & Peucker 1973, all units at once): as few as keep every
 * unit within a fifth of a step of what was recorded, or as many as a timeline has. Frames in which no face was seen are passed over.
 * @param known units that the model has; others are left out
 * @returns null where fewer than two frames of the section show a face
 */
export function timelineOf(frames: readonly ExpressionFrame[], { from, to }: Section, known: ReadonlySet<string>, frameRate: number): Timeline | null {
  const seen = frames
    .filter(({ time, seen: isSeen }) => isSeen && time >= from && time <= to)
    .map(({ time, au }) => ({ time: Math.round((time - from) * 1e4) / 1e4, au: onlyKnown(au, known) }));
  if (seen.length < 2) return null;
  const units = [...new Set(seen.flatMap(({ au }) => Object.keys(au)))];
  const points = seen.map(({ time, au }) => ({ time, values: units.flatMap((unit) => bothSides(au[unit])) }));
  let tolerance = CLOSE_ENOUGH;
  let kept = simplified(points, tolerance);
  while (kept.length > MOST_KEYS) kept = simplified(points, (tolerance *= 1.5));
  const keys = kept.map((index, order): KeyFrame => ({ id: order + 1, time: seen[index]?.time ?? 0, au: rounded(seen[index]?.au ?? {}), ease: 'linear' }));
  return { keys, frameRate, rightLag: 0 };
}

interface Point {
  readonly time: number;
  readonly values: readonly number[];
}

/** Indices of the points that are kept, the first and the last among them. */
function simplified(points: readonly Point[], tolerance: number): number[] {
  const kept = new Set([0, points.length - 1]);
  const stretches: [first: number, last: number][] = [[0, points.length - 1]];
  for (let stretch = stretches.pop(); stretch; stretch = stretches.pop()) {
    const [first, last] = stretch;
    let [farthest, distance] = [-1, tolerance];
    for (let index = first + 1; index < last; index++) {
      const away = offLine(points, first, last, index);
      if (away > distance) [farthest, distance] = [index, away];
    }
    if (farthest < 0) continue;
    kept.add(farthest);
    stretches.push([first, farthest], [farthest, last]);
  }
  return [...kept].sort((a, b) => a - b);
}

/** How far the unit that is farthest off is from the straight line between two points. */
function offLine(points: readonly Point[], first: number, last: number, index: number): number {
  const [a, b, point] = [points[first], points[last], points[index]];
  if (!a || !b || !point) return 0;
  const share = b.time > a.time ? (point.time - a.time) / (b.time - a.time) : 0;
  return point.values.reduce((most, value, unit) => {
    const [start = 0, end = 0] = [a.values[unit], b.values[unit]];
    return Math.max(most, Math.abs(value - (start + (end - start) * share)));
  }, 0);
}

function bothSides(value: AuValue | undefined): [number, number] {
  return value === undefined ? [0, 0] : typeof value === 'number' ? [value, value] : [value.left, value.right];
}

function rounded(au: AuIntensities): AuIntensities {
  const to = (value: number) => Math.round(value * 100) / 100;
  return Object.fromEntries(Object.entries(au).map(([unit, value]): [string, AuValue] => [unit, typeof value === 'number' ? to(value) : { left: to(value.left), right: to(value.right) }]));
}
