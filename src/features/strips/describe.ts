import { countOf } from '../../ui/format';
import type { StripRun } from './store';

/** What the strip will cost, before it is begun. @param steps of every face @param stepMs how long a step of the last face took, if one was made */
export function forecastText(steps: readonly number[], stepMs: number | null): string {
  const size = `${steps.length} faces of ${stepsText(steps)}`;
  const all = steps.reduce((sum, count) => sum + count, 0);
  return stepMs === null ? `${size}.` : `${size}, about ${duration(all * stepMs)} going by the last face.`;
}

/** "20 steps", or "5 to 35 steps" where that is what varies. */
export function stepsText(steps: readonly number[]): string {
  const [least, most] = [Math.min(...steps), Math.max(...steps)];
  return least === most ? countOf(most, 'step') : `${least} to ${most} steps`;
}

/** Where the strip stands. */
export function progressText({ plan, faces, step, status, stopping }: StripRun): string {
  const total = plan.cells.length;
  switch (status) {
    case 'running': {
      if (stopping) return `Stopping after this step, ${faces.length} of ${total} made`;
      const at = `Face ${faces.length + 1} of ${total}`;
      const left = millisecondsLeft(faces.map((face) => face.provenance.milliseconds), step === null ? 0 : (step.step + 1) / step.steps, total);
      return left === null ? at : `${at}, ${duration(left)} left`;
    }
    case 'done':
      return `All ${total} faces made and kept.`;
    case 'stopped':
      return `Stopped: ${faces.length} of ${total} faces made and kept.`;
    case 'failed':
      return `Ended early: ${faces.length} of ${total} faces made and kept.`;
  }
}

/** Time left, from the mean time of the faces so far; null before the first. `share`: how much of the next one is done. */
export function millisecondsLeft(taken: readonly number[], share: number, total: number): number | null {
  if (taken.length === 0) return null;
  const mean = taken.reduce((sum, value) => sum + value, 0) / taken.length;
  return mean * (total - taken.length - share);
}

function duration(milliseconds: number): string {
  const seconds = Math.max(1, Math.round(milliseconds / 1000));
  return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
