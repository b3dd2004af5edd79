import { create } from 'zustand';
import type { Pixels } from '../../domain/face/pixels';
import type { FrameSampler } from '../../domain/timeline/frameRecipe';
import { durationOf, removeKey, type Timeline } from '../../domain/timeline/timeline';

/** Drawing and writing all frames, while it goes on and as it ended. */
export interface SequenceRun {
  readonly status: 'running' | 'done' | 'stopped' | 'failed';
  readonly stopping: boolean;
  /** Frames that are drawn and written, of how many. */
  readonly done: number;
  readonly total: number;
  /** When it began, as `performance.now()` counts, and how many ms the frames took that are done. */
  readonly since: number;
  readonly took: number;
  /** The file that came of it. */
  readonly file: string | null;
}

interface TimelineState {
  /** Whether the stage shows the sequence in place of a face. */
  readonly open: boolean;
  /** Null until one was opened. */
  readonly timeline: Timeline | null;
  readonly past: readonly Timeline[];
  readonly future: readonly Timeline[];
  /** What the last edit was and when, so that a drag is one step back. */
  readonly lastEdit: { readonly tag: string; readonly at: number } | null;
  /** The playhead, in seconds. */
  readonly time: number;
  readonly playing: boolean;
  /** The key that the sliders are; null where none. */
  readonly selected: number | null;
  readonly sampler: FrameSampler;
  /** The newest frame drawn, and whether it is the playhead's. */
  readonly drawn: { readonly pixels: Pixels; readonly current: boolean } | null;
  readonly run: SequenceRun | null;
}

export const emptyTimeline: TimelineState = {
  open: false,
  timeline: null,
  past: [],
  future: [],
  lastEdit: null,
  time: 0,
  playing: false,
  selected: null,
  sampler: 'student',
  drawn: null,
  run: null,
};

export const useTimeline = create<TimelineState>(() => emptyTimeline);

/** Edits with the same tag in quick succession are one step back. */
const COALESCE_MS = 900;
const HISTORY_LIMIT = 100;

let controller: AbortController | null = null;

/** Opens a timeline, or the one that was there last. What it takes the place of can be had back by undo. */
export function openTimeline(timeline: Timeline): void {
  const { timeline: before } = useTimeline.getState();
  if (before) editTimeline('open', () => timeline, -Infinity);
  else useTimeline.setState({ timeline });
  useTimeline.setState({ open: true, time: 0, playing: false, selected: null });
}

export function reopenTimeline(): void {
  useTimeline.setState({ open: true });
}

/** Shows a face on the stage again. Frames that are being drawn go on. */
export function closeTimeline(): void {
  useTimeline.setState({ open: false, playing: false, selected: null });
}

/** @param tag what is edited: edits with the same one in quick succession are one step back */
export function editTimeline(tag: string, change: (timeline: Timeline) => Timeline, now = Date.now()): void {
  useTimeline.setState((state) => {
    if (!state.timeline) return state;
    const timeline = change(state.timeline);
    if (timeline === state.timeline) return state;
    const goesOn = state.lastEdit?.tag === tag && now - state.lastEdit.at < COALESCE_MS;
    return { timeline, past: goesOn ? state.past : [...state.past, state.timeline].slice(-HISTORY_LIMIT), future: [], lastEdit: { tag, at: now }, time: Math.min(state.time, durationOf(timeline)) };
  });
}

export function undoTimeline(): void {
  useTimeline.setState(({ timeline, past, future }) => {
    const previous = past.at(-1);
    return timeline && previous ? { timeline: previous, past: past.slice(0, -1), future: [timeline, ...future], lastEdit: null, selected: null } : {};
  });
}

export function redoTimeline(): void {
  useTimeline.setState(({ timeline, past, future: [next, ...future] }) => (timeline && next ? { timeline: next, past: [...past, timeline], future, lastEdit: null, selected: null } : {}));
}

export function seek(time: number): void {
  useTimeline.setState(({ timeline }) => (timeline ? { time: Math.min(Math.max(0, time), durationOf(timeline)) } : {}));
}

/** From the beginning where it stands at the end. */
export function togglePlay(): void {
  useTimeline.setState(({ playing, time, timeline }) => {
    if (!timeline) return {};
    return { playing: !playing, selected: null, ...(!playing && time >= durationOf(timeline) - 1e-3 && { time: 0 }) };
  });
}

export function selectKey(selected: number | null): void {
  useTimeline.setState(({ timeline, time }) => ({ selected, playing: false, time: timeline?.keys.find(({ id }) => id === selected)?.time ?? time }));
}

/** Takes a key away, unless it is the last one. */
export function dropKey(id: number): void {
  selectKey(null);
  editTimeline(`remove ${String(id)}`, (timeline) => removeKey(timeline, id), -Infinity);
}

/** Begins to draw and write. @returns the signal that stops it */
export function beginSequence(total: number): AbortSignal {
  controller = new AbortController();
  useTimeline.setState({ playing: false, run: { status: 'running', stopping: false, done: 0, total, since: performance.now(), took: 0, file: null } });
  return controller.signal;
}

export function frameDone(pixels: Pixels): void {
  changeRun(({ done, since }) => ({ done: done + 1, took: performance.now() - since }));
  useTimeline.setState({ drawn: { pixels, current: false } });
}

export function endSequence(status: 'done' | 'stopped' | 'failed', file: string | null = null): void {
  changeRun(() => ({ status, file }));
}

export function stopSequence(): void {
  if (!isDrawing()) return;
  changeRun(() => ({ stopping: true }));
  controller?.abort();
}

export function isDrawing(): boolean {
  return useTimeline.getState().run?.status === 'running';
}

function changeRun(change: (run: SequenceRun) => Partial<SequenceRun>): void {
  useTimeline.setState(({ run }) => (run ? { run: { ...run, ...change(run) } } : {}));
}
