import { create } from 'zustand';
import type { Recipe } from '../../domain/recipe/recipe';
import type { Face } from '../../domain/face/face';
import type { Pixels } from '../../domain/face/pixels';
import type { Detail, PastStep, StepEvent } from '../../domain/face/step';
import type { Example } from './example';

export type RunStatus = 'running' | 'done' | 'stopped' | 'failed';

/** What the stage shows: a run as it goes, as it ended, a kept face with the steps that are left of it, or the pack's example. */
export interface Run {
  readonly id: number;
  /** The settings that produced it, whatever the panel says by now. */
  readonly recipe: Recipe;
  readonly status: RunStatus;
  readonly totalSteps: number;
  readonly steps: readonly PastStep[];
  readonly face: Face | null;
  readonly stopping: boolean;
  /** A face that came with the pack, and not the person's own. */
  readonly example: boolean;
}

/** What the settings by now would make of the face on the stage, in few steps. Never kept. */
export interface Preview {
  readonly pixels: Pixels;
  readonly steps: number;
  /** Whether the pack's student made it, in place of the denoiser. */
  readonly byStudent: boolean;
}

interface StageState {
  readonly run: Run | null;
  readonly preview: Preview | null;
  /** Index of the step looked at; null follows the newest and ends on the face. */
  readonly scrub: number | null;
  /** Whether the steps are being replayed, one after another. */
  readonly replaying: boolean;
}

export const emptyStage: StageState = { run: null, preview: null, scrub: null, replaying: false };

export const useStage = create<StageState>(() => emptyStage);

/** The finished face of one's own that is to be seen; null while there is none, or a preview in its place. */
export function faceInSight({ run, preview }: StageState): Face | null {
  return preview === null && !run?.example ? (run?.face ?? null) : null;
}

/** Why there is no face of anyone's on the stage, own or shipped, as a sentence; null where there is one. */
export function whyNoFaceShown(): string | null {
  return useStage.getState().run?.face ? null : 'There is no finished face on the stage.';
}

/** Whether a run ended without a face, having drawn something. */
export function isUnfinished(run: Run | null): run is Run {
  return run !== null && run.face === null && run.status !== 'running' && run.steps.length > 0;
}

/** The step that is to be seen of an unfinished run; null while there is none, or a preview in its place. */
export function unfinishedInSight({ run, preview, scrub }: StageState): PastStep | null {
  return preview === null && isUnfinished(run) ? (run.steps[scrub ?? run.steps.length - 1] ?? null) : null;
}

/** The step that is to be seen in place of a finished face: null where there is none, or a preview in its place. */
export function stepInSight({ run, preview, scrub }: Pick<StageState, 'run' | 'preview' | 'scrub'>): PastStep | null {
  if (!run || preview || (run.face && scrub === null)) return null;
  return run.steps[scrub ?? run.steps.length - 1] ?? null;
}

/** How much of it is drawn: all of it where somebody looks at it, a preview of what passes by. */
export function detailInSight({ run, scrub }: Pick<StageState, 'run' | 'scrub'>): Detail {
  return run?.status === 'running' && scrub === null ? 'preview' : 'full';
}

let nextId = 1;
let controller: AbortController | null = null;

/** Begins a run and gives the id that its events carry, and the signal that stops it. */
export function beginRun(recipe: Recipe): { id: number; signal: AbortSignal } {
  const id = nextId++;
  controller = new AbortController();
  useStage.setState({
    run: { id, recipe, status: 'running', totalSteps: recipe.steps, steps: [], face: null, stopping: false, example: false },
    preview: null,
    scrub: null,
    replaying: false,
  });
  return { id, signal: controller.signal };
}

export function addStep(id: number, event: StepEvent): void {
  changeRun(id, (run) => ({ totalSteps: event.steps, steps: [...run.steps, event] }));
}

export function finishRun(id: number, face: Face): void {
  changeRun(id, () => ({ status: 'done', face, recipe: face.recipe }));
}

/** Ends a run without a face. What it had drawn stays on the stage. */
export function abandonRun(id: number, status: 'stopped' | 'failed'): void {
  changeRun(id, () => ({ status }));
}

/** A second try after the graphics device was lost: the steps start over. */
export function restartRun(id: number): void {
  changeRun(id, () => ({ steps: [] }));
}

export function stopRun(): void {
  const { run } = useStage.getState();
  if (run?.status !== 'running') return;
  changeRun(run.id, () => ({ stopping: true }));
  controller?.abort();
}

export function showFace(face: Face, steps: readonly PastStep[]): void {
  useStage.setState({ run: { ...finished(face, steps), example: false }, preview: null, scrub: null, replaying: false });
}

/** Fills the stage while it is empty. */
export function showExample({ face, steps }: Example): void {
  useStage.setState(({ run }) => (run === null ? { run: { ...finished(face, steps), example: true } } : {}));
}

function finished(face: Face, steps: readonly PastStep[]): Omit<Run, 'example'> {
  return { id: nextId++, recipe: face.recipe, status: 'done', totalSteps: steps.length, steps, face, stopping: false };
}

/** Takes a deleted face off the stage. */
export function clearFace(faceId: string): void {
  useStage.setState(({ run }) => (run?.face?.id === faceId ? emptyStage : {}));
}

/**
 * Shows a preview in place of a run's picture. A run that goes on is not covered, and neither is another one.
 * The step looked at stays: it may be the one to fork at, with the settings that move just now.
 */
export function showPreview(runId: number, preview: Preview): void {
  useStage.setState(({ run }) => (run?.id === runId && run.status !== 'running' ? { preview, replaying: false } : {}));
}

export function clearPreview(): void {
  useStage.setState({ preview: null });
}

/** Looks at one step of the run; the last one is where the stage follows along again. A replay stops for it. */
export function scrubTo(index: number): void {
  lookAt(index, false);
}

/** Looks at one step of a replay, which ends with the last one. */
export function replayStep(index: number): void {
  lookAt(index, true);
}

export function pauseReplay(): void {
  useStage.setState({ replaying: false });
}

function lookAt(index: number, replaying: boolean): void {
  useStage.setState(({ run }) => {
    if (!run) return {};
    const atEnd = index >= run.steps.length - 1;
    return { preview: null, scrub: atEnd ? null : Math.max(0, index), replaying: replaying && !atEnd };
  });
}

function changeRun(id: number, change: (run: Run) => Partial<Run>): void {
  useStage.setState(({ run }) => (run?.id === id ? { run: { ...run, ...change(run) } } : {}));
}
