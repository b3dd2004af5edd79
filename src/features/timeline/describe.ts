import { formatFacsCode } from '../../domain/facs/code';
import type { Ease } from '../../domain/timeline/ease';
import type { Marks, Phase } from '../../domain/timeline/frames';
import type { KeyFrame } from '../../domain/timeline/timeline';
import type { SequenceRun } from './store';

export const EASE_NAMES: Readonly<Record<Ease, string>> = {
  linear: 'evenly',
  'ease-in': 'from rest (ease in)',
  'ease-out': 'to rest (ease out)',
  'ease-in-out': 'from rest to rest',
  hold: 'held, then at once',
};

export function seconds(time: number): string {
  return `${time.toFixed(2)} s`;
}

/** "Key 2 of 4, 0.60 s, 6C+12D" */
export function keyText({ time, au }: KeyFrame, index: number, count: number): string {
  return `Key ${String(index + 1)} of ${String(count)}, ${seconds(time)}, ${formatFacsCode(au) || 'neutral'}`;
}

/** What the playhead is at: "0.58 s, frame 8 of 25, onset". */
export function placeText(time: number, frame: number, count: number, phase: Phase): string {
  return `${seconds(time)}, frame ${String(frame + 1)} of ${String(count)}, ${phase}`;
}

/** "Onset 0.00 s, peak 0.67 s, offset 1.92 s"; empty where the face never moves. */
export function marksText({ onset, peak, offset }: Marks, frameRate: number): string {
  const named = [['onset', onset], ['peak', peak], ['offset', offset]] as const;
  const text = named.flatMap(([name, frame]) => (frame === null ? [] : [`${name} ${seconds(frame / frameRate)}`])).join(', ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Where drawing and writing stands. */
export function runText({ status, stopping, done, total, took, file }: SequenceRun): string {
  const of = `${String(done)} of ${String(total)} frames`;
  switch (status) {
    case 'running': {
      if (stopping) return `Stopping, ${of} drawn`;
      return done === 0 ? `Drawing ${String(total)} frames` : `${of}, ${duration((took / done) * (total - done))} left`;
    }
    case 'done':
      return `${file ?? ''} saved, ${String(total)} frames.`;
    case 'stopped':
      return `Stopped at ${of}. No file was written.`;
    case 'failed':
      return `Ended early at ${of}. No file was written.`;
  }
}

function duration(milliseconds: number): string {
  const left = Math.max(1, Math.round(milliseconds / 1000));
  return left < 90 ? `${String(left)} s` : `${String(Math.round(left / 60))} min`;
}
