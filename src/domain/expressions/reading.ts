import { facsUnit } from '../facs/actionUnits';
import type { AuIntensities } from '../recipe/recipe';

/** One moment of one face, as a table or a text has it. */
export interface ExpressionFrame {
  /** What its source calls it: "frame 12", "smile". */
  readonly name: string;
  /** Seconds from the first frame of the file. */
  readonly time: number;
  /** Intensities 0–1 of the units that are above 0. */
  readonly au: AuIntensities;
  /** False where the tool says that it saw no face, or gave no number: nothing is made of such a frame. */
  readonly seen: boolean;
  /** The tool's confidence 0–1 that there is a face; null where it gives none. */
  readonly confidence: number | null;
}

/** One face over time, its frames in the order of their times; a single picture is one frame. */
export interface ExpressionTrack {
  /** What tells the face from the others of the file: "face 0". */
  readonly face: string;
  readonly frames: readonly ExpressionFrame[];
}

/** What a file says of expressions, and how it was understood. */
export interface ExpressionReading {
  /** Whose format it is: "OpenFace". */
  readonly tool: string;
  /** How its numbers became intensities, in a sentence. */
  readonly scale: string;
  readonly tracks: readonly ExpressionTrack[];
  /** What had to be assumed, a sentence each. */
  readonly notes: readonly string[];
  /** Columns of which nothing was made, by name; a run of numbered ones as one: "x_0 … x_67 (68)". */
  readonly unmapped: readonly string[];
}

/** A file of expressions that cannot be read. The message says why and what to do; it is shown to people. */
export class ExpressionError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ExpressionError';
  }
}

/** Most frames that are read of one file: ten hours at 25 a second would be more than a browser should hold. */
export const MOST_FRAMES = 200_000;

/** The sum of a face's intensities, 0–1 each: how much it does. */
export function activityOf(au: AuIntensities): number {
  return Object.values(au).reduce<number>((sum, value) => sum + (typeof value === 'number' ? value : (value.left + value.right) / 2), 0);
}

/**
 * Index of the seen frame in which the face does most; the first of equals, −1 where none was seen. Blinks, gaze and head go on beside an
 * expression and count only where there is nothing else.
 */
export function peakOf(frames: readonly ExpressionFrame[]): number {
  const expressing = frames.map(({ au }) => activityOf(Object.fromEntries(Object.entries(au).filter(([id]) => !isBeside(id)))));
  const activity = expressing.some((value) => value > 0) ? expressing : frames.map(({ au }) => activityOf(au));
  return frames.reduce((peak, { seen }, index) => (seen && (activity[index] ?? 0) > (activity[peak] ?? -Infinity) ? index : peak), -1);
}

function isBeside(id: string): boolean {
  const group = facsUnit(id)?.group;
  return id === 'AU43' || group === 'head' || group === 'gaze';
}

/** The units that some frame has, in the order in which they appear. */
export function unitsIn(frames: readonly { readonly au: AuIntensities }[]): string[] {
  return [...new Set(frames.flatMap(({ au }) => Object.keys(au)))];
}

/** The intensities of the units that a model has. */
export function onlyKnown(au: AuIntensities, known: ReadonlySet<string>): AuIntensities {
  return Object.fromEntries(Object.entries(au).filter(([id]) => known.has(id)));
}
