import { activityOf } from '../expressions/reading';
import type { AuIntensities } from '../recipe/recipe';
import { durationOf, sampleAt, type Timeline } from './timeline';

/** The temporal segments of an expression: at rest, coming, there, going (Valstar & Pantic 2012; Ekman's onset, apex and offset). */
export const PHASES = ['neutral', 'onset', 'apex', 'offset'] as const;
export type Phase = (typeof PHASES)[number];

/** A frame of a sequence as it is drawn. */
export interface SequenceFrame {
  readonly index: number;
  /** Seconds from the beginning. */
  readonly time: number;
  readonly au: AuIntensities;
  readonly phase: Phase;
}

/** Moments of a sequence, as indices of frames; null where it has none. */
export interface Marks {
  /** The last frame before the face begins to move. */
  readonly onset: number | null;
  /** The first frame in which it does most. */
  readonly peak: number | null;
  /** The first frame in which it has come to rest again. */
  readonly offset: number | null;
}

export function frameCount(timeline: Timeline): number {
  return Math.floor(durationOf(timeline) * timeline.frameRate + 1e-6) + 1;
}

/** Every frame from the first moment on, one each 1 / frameRate seconds. */
export function framesOf(timeline: Timeline): SequenceFrame[] {
  const faces = Array.from({ length: frameCount(timeline) }, (_, index) => sampleAt(timeline, index / timeline.frameRate));
  const phases = phasesOf(faces.map(activityOf));
  return faces.map((au, index) => ({ index, time: Math.round((index / timeline.frameRate) * 1e4) / 1e4, au, phase: phases[index] ?? 'neutral' }));
}

/** The sequence's faces at equal distances, its first and last among them. */
export function spreadOver(frames: readonly SequenceFrame[], count: number): SequenceFrame[] {
  const places = Array.from({ length: Math.min(count, frames.length) }, (_, i) => Math.round((i * (frames.length - 1)) / Math.max(1, Math.min(count, frames.length) - 1)));
  return places.flatMap((place) => frames[place] ?? []);
}

/** A change from one frame to the next below this share of the most the face does is rest: what a measured curve trembles by. */
const STILL = 0.01;
/** Below this share of the most it does, a face at rest is neutral. */
const NEUTRAL = 0.05;

/** What a face does from each frame to the next, by how much it does in all. */
export function phasesOf(activity: readonly number[]): Phase[] {
  const most = activity.reduce((max, value) => Math.max(max, value), 0);
  if (most === 0) return activity.map(() => 'neutral');
  return activity.map((value, index) => {
    const before = activity[index - 1] ?? value;
    const after = activity[index + 1] ?? value;
    // What leads to the frame says its phase; the first of a movement is still what it was before.
    const change = Math.abs(value - before) > STILL * most ? value - before : after - value;
    if (Math.abs(change) <= STILL * most || (value >= most * (1 - STILL))) return value <= NEUTRAL * most ? 'neutral' : 'apex';
    if (value <= NEUTRAL * most) return 'neutral';
    return change > 0 ? 'onset' : 'offset';
  });
}

export function marksOf(frames: readonly Pick<SequenceFrame, 'phase' | 'au'>[]): Marks {
  const first = frames.findIndex(({ phase }) => phase !== 'neutral');
  if (first < 0) return { onset: null, peak: null, offset: null };
  const activity = frames.map(({ au }) => activityOf(au));
  const most = activity.reduce((max, value) => Math.max(max, value), 0);
  const last = frames.findLastIndex(({ phase }) => phase !== 'neutral');
  return {
    onset: Math.max(0, first - 1),
    peak: activity.findIndex((value) => value >= most - 1e-9),
    offset: last + 1 < frames.length ? last + 1 : null,
  };
}
