import { create } from 'zustand';
import type { StripPlan, StripRequest } from '../../domain/strips/plan';
import type { Face } from '../../domain/face/face';
import type { StepEvent } from '../../domain/face/step';

export interface StripRun {
  readonly plan: StripPlan;
  readonly status: 'running' | 'done' | 'stopped' | 'failed';
  readonly stopping: boolean;
  /** Faces made so far, in the plan's order. */
  readonly faces: readonly Face[];
  /** The newest step of the face being made. */
  readonly step: StepEvent | null;
}

interface StripsState {
  /** Whether the stage shows the strips in place of a face. */
  readonly open: boolean;
  readonly request: StripRequest;
  readonly run: StripRun | null;
}

const FIRST_REQUEST: StripRequest = { across: 'unit', unit: 'AU12', down: 'none', secondUnit: 'AU6', frames: 6, rows: 3 };

export const emptyStrips: StripsState = { open: false, request: FIRST_REQUEST, run: null };

export const useStrips = create<StripsState>(() => emptyStrips);

let controller: AbortController | null = null;

export function openStrips(): void {
  useStrips.setState({ open: true });
}

/** Shows a face on the stage again. A strip that is being made goes on. */
export function closeStrips(): void {
  useStrips.setState({ open: false });
}

export function editRequest(change: Partial<StripRequest>): void {
  useStrips.setState(({ request }) => ({ request: { ...request, ...change } }));
}

/** Begins a strip in place of the last one. @returns the signal that stops it */
export function beginStrip(plan: StripPlan): AbortSignal {
  controller = new AbortController();
  useStrips.setState({ run: { plan, status: 'running', stopping: false, faces: [], step: null } });
  return controller.signal;
}

export function showStep(step: StepEvent): void {
  changeRun(() => ({ step }));
}

export function addFace(face: Face): void {
  changeRun(({ faces }) => ({ faces: [...faces, face], step: null }));
}

/** What was made stays. */
export function endStrip(status: 'done' | 'stopped' | 'failed'): void {
  changeRun(() => ({ status, step: null }));
}

export function stopStrip(): void {
  if (!isRunning()) return;
  changeRun(() => ({ stopping: true }));
  controller?.abort();
}

export function isRunning(): boolean {
  return useStrips.getState().run?.status === 'running';
}

function changeRun(change: (run: StripRun) => Partial<StripRun>): void {
  useStrips.setState(({ run }) => (run ? { run: { ...run, ...change(run) } } : {}));
}
