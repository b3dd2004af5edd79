import type { AuIntensities, AuValue } from '../recipe/recipe';
import { eased, type Ease } from './ease';

/** A face at a moment of a sequence. */
export interface KeyFrame {
  /** Tells the key from others as it is moved; no two of a timeline have the same. */
  readonly id: number;
  /** Seconds from the sequence's beginning. */
  readonly time: number;
  /** Intensities 0–1; units not named are 0. */
  readonly au: AuIntensities;
  /** Of the way from the key before. */
  readonly ease: Ease;
}

/** A face over time: keys, and how it goes from one to the next. */
export interface Timeline {
  /** In the order of their times, at least one. */
  readonly keys: readonly KeyFrame[];
  /** Frames a second in which it is drawn and exported. */
  readonly frameRate: number;
  /** Seconds by which the person's right side follows the left; below 0 it leads. Units without sides go with the left. */
  readonly rightLag: number;
}

export const TIMELINE_RANGES = {
  seconds: { min: 0, max: 60, step: 0.01 },
  frameRate: { min: 1, max: 60, step: 1 },
  /** Real smiles' sides are apart by tenths of a second. */
  rightLag: { min: -1, max: 1, step: 0.01 },
} as const;

/** A timeline is drawn by hand: more keys than these nobody can tell apart on it. */
export const MOST_KEYS = 60;

/** Frames a second of a new timeline: twelve are seen as motion, and are drawn in half the time of 24. */
export const FIRST_FRAME_RATE = 12;

/** Neutral, the expression after 0.6 s, held for another 0.6 s, neutral again: about as a posed smile lasts. */
export function neutralToApex(au: AuIntensities): Timeline {
  return {
    keys: [
      { id: 1, time: 0, au: {}, ease: 'linear' },
      { id: 2, time: 0.6, au, ease: 'ease-out' },
      { id: 3, time: 1.2, au, ease: 'linear' },
      { id: 4, time: 2, au: {}, ease: 'ease-in-out' },
    ],
    frameRate: FIRST_FRAME_RATE,
    rightLag: 0,
  };
}

/** Seconds from the first frame to the last. The lagging side is waited for. */
export function durationOf({ keys, rightLag }: Timeline): number {
  return round((keys.at(-1)?.time ?? 0) + Math.abs(rightLag));
}

/** Every unit that some key names: what a frame says a value of, so that at rest as well the units lead and no text does. */
export function unitsOf(keys: readonly Pick<KeyFrame, 'au'>[]): string[] {
  return [...new Set(keys.flatMap(({ au }) => Object.keys(au)))];
}

/** The face at a time: every unit of the timeline, 0 too. */
export function sampleAt({ keys, rightLag }: Timeline, time: number): AuIntensities {
  const left = valuesAt(keys, time - Math.max(0, -rightLag));
  const right = rightLag === 0 ? left : valuesAt(keys, time - Math.max(0, rightLag));
  return Object.fromEntries(
    unitsOf(keys).map((unit): [string, AuValue] => {
      const sides = { left: round(left(unit, 'left')), right: round(right(unit, 'right')) };
      return [unit, sides.left === sides.right ? sides.left : sides];
    }),
  );
}

/** A key at the time: in place of one that is there, or between its neighbours. @returns the timeline and the key's id */
export function putKey(timeline: Timeline, time: number, au: AuIntensities): { readonly timeline: Timeline; readonly id: number } {
  const at = clampTime(time);
  const there = timeline.keys.find((key) => Math.abs(key.time - at) < 0.5 / timeline.frameRate);
  if (there) return { timeline: setKey(timeline, there.id, { au }), id: there.id };
  const id = timeline.keys.reduce((highest, key) => Math.max(highest, key.id), 0) + 1;
  return { timeline: { ...timeline, keys: ordered([...timeline.keys, { id, time: at, au, ease: 'ease-in-out' }]) }, id };
}

export function setKey(timeline: Timeline, id: number, change: Partial<Omit<KeyFrame, 'id'>>): Timeline {
  const time = change.time === undefined ? {} : { time: clampTime(change.time) };
  return { ...timeline, keys: ordered(timeline.keys.map((key) => (key.id === id ? { ...key, ...change, ...time } : key))) };
}

/** Takes a key away, unless it is the last one. */
export function removeKey(timeline: Timeline, id: number): Timeline {
  return timeline.keys.length < 2 ? timeline : { ...timeline, keys: timeline.keys.filter((key) => key.id !== id) };
}

type Values = (unit: string, side: 'left' | 'right') => number;

function valuesAt(keys: readonly KeyFrame[], time: number): Values {
  const after = keys.findIndex((key) => key.time > time);
  const before = keys.at(after < 0 ? -1 : Math.max(0, after - 1));
  const next = after < 0 ? before : keys[after];
  if (!before || !next) return () => 0;
  const span = next.time - before.time;
  const share = span <= 0 ? 1 : eased(next.ease, (time - before.time) / span);
  return (unit, side) => sideOf(before.au[unit], side) + (sideOf(next.au[unit], side) - sideOf(before.au[unit], side)) * share;
}

function sideOf(value: AuValue | undefined, side: 'left' | 'right'): number {
  return value === undefined ? 0 : typeof value === 'number' ? value : value[side];
}

/** By time; keys at one time stay in their order. */
function ordered(keys: readonly KeyFrame[]): KeyFrame[] {
  return [...keys].sort((a, b) => a.time - b.time);
}

function clampTime(time: number): number {
  const { min, max } = TIMELINE_RANGES.seconds;
  return round(Math.min(max, Math.max(min, time)));
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
