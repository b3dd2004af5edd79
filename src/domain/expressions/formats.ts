import { intensityOf } from '../facs/letters';
import type { AuIntensities, AuValue } from '../recipe/recipe';
import { MAPPED_SHAPES, mappedShape, unitsOfShapes } from './blendShapes';
import { headColumns, headNotes, headUnits } from './headPose';
import { plainName, unitColumns, type UnitColumn } from './columnNames';
import { ExpressionError } from './reading';

/** The numbers of a row in the table's order; NaN where a cell holds none. */
export type Row = ArrayLike<number>;

/** What a table turned out to be. */
export interface Format {
  readonly tool: string;
  /** Positions of the columns whose numbers make the units. */
  readonly columns: ReadonlySet<number>;
  /** Those whose numbers may be below 0: angles. */
  readonly signed: ReadonlySet<number>;
  /** Whether no number of the table is known before all of them are: scales that nothing states go by the largest. */
  readonly scaleFor: (largest: number) => Scale;
  readonly notes: readonly string[];
}

/** Of what a face does, before its head. */
type FaceFormat = Omit<Format, 'signed'>;

export interface Scale {
  readonly text: string;
  readonly units: (row: Row) => AuIntensities;
}

/** What stands for a presence that has no intensity: C, as for a code without a letter. */
const PRESENT = intensityOf('C');
const PRESENT_NOTE = 'A unit that is only said to be there is read as C, marked.';

/** The format of a table with these columns; null where none of them is about a unit. @throws ExpressionError where the names mislead */
export function formatOf(names: readonly string[]): Format | null {
  const format = shapes(names) ?? actionUnits(names);
  return format && withHead(names, format);
}

/** The same with the head's angles, where the table has them. */
function withHead(names: readonly string[], format: FaceFormat): Format {
  const head = headColumns(names);
  return {
    ...format,
    columns: new Set([...format.columns, ...head.keys()]),
    signed: new Set(head.keys()),
    scaleFor: (largest) => {
      const { text, units } = format.scaleFor(largest);
      return { text, units: (row) => ({ ...units(row), ...headUnits(row, head) }) };
    },
    notes: [...format.notes, ...headNotes(names)],
  };
}

/** Live Link Face, ARKit, MediaPipe: blend shapes by name. */
function shapes(names: readonly string[]): FaceFormat | null {
  const at = new Map(names.flatMap((name, column) => {
    const shape = mappedShape(plainName(name));
    return shape === undefined ? [] : [[shape, column] as const];
  }));
  // One name may be chance; a rig has them all.
  if (at.size < Math.min(3, MAPPED_SHAPES.size)) return null;
  const live = names.some((name) => plainName(name).toLowerCase() === 'blendshapecount');
  const text = 'Blend shape coefficients of 0–1, 1 being the most a face can do: read as 0–5 of the FACS.';
  const units = (row: Row) => unitsOfShapes((shape) => finite(row[at.get(shape) ?? -1]));
  return {
    tool: live ? 'Live Link Face' : 'ARKit blend shapes',
    columns: new Set(at.values()),
    scaleFor: (largest) => ({ text: largest > 1.5 ? percent(text) : text, units: largest > 1.5 ? (row) => units(divided(row, 100)) : units }),
    notes: at.has('jawOpen') ? ['AU25 is how far jawOpen opens the lips and mouthClose does not close them again; jawOpen itself is AU26, however wide.'] : [],
  };
}

function actionUnits(names: readonly string[]): FaceFormat | null {
  const all = unitColumns(names);
  if (all.length === 0) return null;
  const lower = new Set(names.map((name) => plainName(name).toLowerCase()));
  if (lower.has('au03_r') || lower.has('au08_r')) {
    throw new ExpressionError('The columns AU01_r to AU08_r of this table are numbered one after the other, as in OpenFace 3, and not by the FACS: what each means is not known here. Name them by their units, such as AU12_r, and open it again.');
  }
  const intensities = all.filter(({ kind }) => kind === 'intensity');
  if (intensities.length > 0 || all.some(({ kind }) => kind === 'presence')) {
    // LibreFace names a presence "au_12" beside an intensity "au_12_intensity".
    const measured = new Set(intensities.map(({ unit }) => unit));
    const present = all.filter(({ kind, unit }) => kind !== 'intensity' && !measured.has(unit));
    const libre = [...lower].some((name) => name.startsWith('au_'));
    const read = (column: UnitColumn, value: number) => (column.kind === 'intensity' ? value / 5 : value > 0 ? PRESENT : 0);
    const used = [...intensities, ...present];
    return {
      tool: libre ? 'LibreFace' : 'OpenFace',
      // Where there is an intensity, its presence says no more, and is no loss.
      columns: new Set(all.map(({ column }) => column)),
      scaleFor: () => ({ text: intensities.length > 0 ? 'Intensities of 0–5, as the FACS has them.' : 'Presence alone, 0 or 1.', units: (row) => combined(used, row, read, 'also') }),
      notes: [...(present.length > 0 ? [`${PRESENT_NOTE.slice(0, -1)}: ${[...new Set(present.map(({ unit }) => unit))].join(', ')}.`] : []), ...blinkNote(names)],
    };
  }
  return guessed(names, all, lower);
}

/** Tables whose columns say no more than the unit: the tool is known by what else it writes, the scale by the largest number. */
function guessed(names: readonly string[], all: readonly UnitColumn[], lower: ReadonlySet<string>): FaceFormat {
  const graph = names.some((name) => /^AU[LR]\d/i.test(plainName(name)));
  const feat = lower.has('facescore') || lower.has('facerectx');
  const own = lower.has('teacher_label') && lower.has('measured_au01');
  return {
    tool: graph ? 'OpenGraphAU' : feat ? 'py-feat' : own ? 'a set exported here, as asked for' : 'a table of action units',
    columns: new Set(all.map(({ column }) => column)),
    scaleFor: (largest) => {
      const [divisor, what] = graph || feat ? (largest > 1.5 ? [100, 'Probabilities in percent'] : [1, 'Probabilities of 0–1']) : largest > 5 ? [100, 'Numbers up to 100'] : largest > 1 ? [5, 'Numbers up to 5'] : [1, 'Numbers of 0–1'];
      if (!(largest <= 100)) throw new ExpressionError(`The units of this table go up to ${String(largest)}. Intensities are 0–1, 0–5 or percent: scale them and open it again.`);
      const certainty = graph || feat ? ' How sure the tool is that a unit is there, which is not how strong it is.' : ' The largest decides which scale it is.';
      return {
        text: `${what}, read as 0–5 of the FACS.${certainty}`,
        units: (row) => combined(all, row, (_, value) => value / divisor, graph ? 'also' : 'instead'),
      };
    },
    notes: blinkNote(names),
  };
}

/**
 * Units from their columns. Where there are columns for both sides together and for each, OpenGraphAU's of a side are a unit of that
 * side alone and come on top ("also"); elsewhere they say the same in more detail ("instead").
 */
function combined(columns: readonly UnitColumn[], row: Row, read: (column: UnitColumn, value: number) => number, sides: 'also' | 'instead'): AuIntensities {
  const found = new Map<string, { both?: number; left?: number; right?: number }>();
  for (const column of columns) {
    const value = finite(row[column.column]);
    if (value === undefined) continue;
    const entry = found.get(column.unit) ?? {};
    entry[column.side] = Math.max(entry[column.side] ?? 0, within(read(column, value)));
    found.set(column.unit, entry);
  }
  const au: AuIntensities = {};
  for (const [unit, { both = 0, left, right }] of found) {
    const value = joined(side(both, left, sides), side(both, right, sides));
    if (value !== 0) au[unit] = value;
  }
  return au;
}

function side(both: number, alone: number | undefined, sides: 'also' | 'instead'): number {
  return sides === 'also' ? Math.max(both, alone ?? 0) : (alone ?? both);
}

function joined(left: number, right: number): AuValue {
  return left === right ? left : { left, right };
}

function blinkNote(names: readonly string[]): string[] {
  return names.some((name) => /^AU_?4[56]/i.test(plainName(name))) ? ['AU45, a blink, is read as AU43: how far the eyes are closed in that frame.'] : [];
}

function finite(value: number | undefined): number | undefined {
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}

function within(value: number): number {
  return Math.round(Math.min(1, Math.max(0, value)) * 1e4) / 1e4;
}

function divided(row: Row, by: number): Row {
  return Array.from(row, (value) => value / by);
}

function percent(text: string): string {
  return text.replace('of 0–1, 1 being', 'in percent, 100 being');
}
