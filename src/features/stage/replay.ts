import { NO_STEPS } from './fork';
import { pauseReplay, replayStep, useStage, type Run } from './store';

/** How long a step stays to be seen, in ms, and how long a replay of many steps takes at most. */
const STEP_MS = 250;
const WHOLE_MS = 10_000;

let timer: ReturnType<typeof setTimeout> | undefined;

/** Why there is nothing to replay, as a sentence; null where there is. */
export function whyNoReplay(run: Pick<Run, 'status' | 'steps'> | null): string | null {
  if (!run) return 'There is no face on the stage.';
  if (run.status === 'running') return 'The steps are still being made.';
  if (run.steps.length === 0) return NO_STEPS;
  return run.steps.length === 1 ? 'There is one step alone, and it is shown.' : null;
}

/** Plays the steps from the one looked at, or from the first where the end is; pauses a replay that goes on. */
export function toggleReplay(): void {
  const { run, scrub, replaying } = useStage.getState();
  clearTimeout(timer);
  if (replaying) pauseReplay();
  else if (run && whyNoReplay(run) === null) play(scrub ?? 0, Math.min(STEP_MS, WHOLE_MS / run.steps.length));
}

function play(index: number, stepMs: number): void {
  replayStep(index);
  timer = setTimeout(() => {
    if (useStage.getState().replaying) play(index + 1, stepMs);
  }, stepMs);
}
