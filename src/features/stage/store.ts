import { create } from 'zustand';
import type { Recipe } from '../../domain/recipe/recipe';
import type { Face, Pixels, StepEvent } from '../../../workers/synthesis/protocol';

export type RunStatus = 'running' | 'done' | 'stopped' | 'failed';

/** What the stage shows: a run as it goes, as it ended, or a kept face with the steps that are left of it. */
export interface Run {
  readonly id: number;
  /** The settings that produced it, whatever the panel says by now. */
  readonly recipe: Recipe;
  readonly status: RunStatus;
  readonly totalSteps: number;
  readonly steps: readonly StepEvent[];
  readonly face: Face | null;
  readonly stopping: boolean;
}

/** What the settings by now would make of the face on the stage, in few steps. Never kept. */
export interface Preview {
  readonly pixels: Pixels;
  readonly steps: number;
}

interface StageState {
  readonly run: Run | null;
  readonly preview: Preview | null;
  /** Index of the step looked at; null follows the newest and ends on the face. */
  readonly scrub: number | null;
}

export const emptyStage: StageState = { run: null, preview: null, scrub: null };

export const useStage = create<StageState>(() => emptyStage);

/** The finished face that is to be seen; null while there is none, or a preview in its place. */
export function faceInSight({ run, preview }: StageState): Face | null {
  return preview === null ? (run?.face ?? null) : null;
}

let nextId = 1;
let controller: AbortController | null = null;

/** Begins a run and gives the id that its events carry, and the signal that stops it. */
export function beginRun(recipe: Recipe): { id: number; signal: AbortSignal } {
  const id = nextId++;
  controller = new AbortController();
  useStage.setState({
    run: { id, recipe, status: 'running', totalSteps: recipe.steps, steps: [], face: null, stopping: false },
    preview: null,
    scrub: null,
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

export function showFace(face: Face, steps: readonly StepEvent[]): void {
  useStage.setState({
    run: {
      id: nextId++,
      recipe: face.recipe,
      status: 'done',
      totalSteps: steps.length,
      steps,
      face,
      stopping: false,
    },
    preview: null,
    scrub: null,
  });
}

/** Takes a deleted face off the stage. */
export function clearFace(faceId: string): void {
  useStage.setState(({ run }) => (run?.face?.id === faceId ? emptyStage : {}));
}

/** Shows a preview in place of a run's picture. A run that goes on is not covered, and neither is another one. */
export function showPreview(runId: number, preview: Preview): void {
  useStage.setState(({ run }) => (run?.id === runId && run.status !== 'running' ? { preview, scrub: null } : {}));
}

export function clearPreview(): void {
  useStage.setState({ preview: null });
}

/** Looks at one step of the run; the last one is where the stage follows along again. */
export function scrubTo(index: number): void {
  useStage.setState(({ run }) => {
    if (!run) return {};
    const last = run.steps.length - 1;
    return { preview: null, scrub: index >= last ? null : Math.max(0, index) };
  });
}

function changeRun(id: number, change: (run: Run) => Partial<Run>): void {
  useStage.setState(({ run }) => (run?.id === id ? { run: { ...run, ...change(run) } } : {}));
}
