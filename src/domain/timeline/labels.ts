import { facsUnit } from '../facs/actionUnits';
import type { Face } from '../face/face';
import { EXPRESSION_CLASSES } from '../packs/manifest';
import type { AuIntensities } from '../recipe/recipe';
import { marksOf, type SequenceFrame } from './frames';

/** A frame and the face that was made of it. */
export interface LabelledFrame extends SequenceFrame {
  /** Of the frame's picture. */
  readonly file: string;
  readonly face: Pick<Face, 'id' | 'label'>;
}

/** "frame-0007.png": counted from 1, as wide for all. */
export function frameFile(index: number, count: number): string {
  return `frame-${String(index + 1).padStart(Math.max(4, String(count).length), '0')}.png`;
}

/**
 * The frames' table (RFC 4180): when, what phase, what was asked of every unit (0–1, sides apart where the unit has them), and what the
 * voters recognise in the picture, empty where nobody who counts labelled it. The studio opens it again as a sequence.
 */
export function framesCsv(frames: readonly LabelledFrame[]): string {
  const units = Object.keys(frames[0]?.au ?? {});
  const columns = units.flatMap((unit) => (facsUnit(unit)?.lateral ? [{ name: `${unit}L`, unit, side: 'left' as const }, { name: `${unit}R`, unit, side: 'right' as const }] : [{ name: unit, unit, side: 'left' as const }]));
  const { onset, peak, offset } = marksOf(frames);
  const header = ['frame', 'time_s', 'file', 'image_id', 'phase', 'mark', ...columns.map(({ name }) => name), 'recognised', 'recognised_confidence', ...EXPRESSION_CLASSES.map((name) => `p_${name}`)];
  const rows = frames.map(({ index, time, file, face: { id, label }, phase, au }) => {
    const marks = [index === onset && 'onset', index === peak && 'peak', index === offset && 'offset'].filter((mark) => mark !== false);
    return [
      index + 1,
      time,
      file,
      id,
      phase,
      marks.join(' '),
      ...columns.map(({ unit, side }) => sideOf(au, unit, side)),
      label.recognised ?? '',
      label.confidence === null ? '' : short(label.confidence),
      ...EXPRESSION_CLASSES.map((_, k) => (label.probabilities ? short(label.probabilities[k] ?? 0) : '')),
    ];
  });
  return [header, ...rows].map((row) => `${row.join(',')}\r\n`).join('');
}

function sideOf(au: AuIntensities, unit: string, side: 'left' | 'right'): number {
  const value = au[unit] ?? 0;
  return short(typeof value === 'number' ? value : value[side]);
}

function short(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
