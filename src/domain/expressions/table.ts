import { drawnTogether, plainName } from './columnNames';
import { formatOf, type Format } from './formats';
import { ASSUMED_RATE, columnsOfMoments, momentColumns, readTimecodes, type MomentColumns } from './moments';
import { ExpressionError, MOST_FRAMES, type ExpressionFrame, type ExpressionReading } from './reading';

/** A row as it is kept until the table's end: its cells about moments as text, those about units as numbers. */
interface KeptRow {
  readonly face: string;
  readonly frame: string;
  readonly time: string;
  readonly name: string;
  readonly confidence: number | null;
  readonly success: boolean;
  readonly values: Float32Array;
}

/** Below this a tool had no number for the cell, as exported sets write −1. */
const NOTHING = -0.5;

/**
 * Reads a table of expressions row by row: what it is, its header says. Of each row no more is kept than what is about units, so that
 * the 714 columns of OpenFace over ten minutes fit into a browser.
 */
export class TableReader {
  private readonly rows: KeptRow[] = [];
  private readonly slots: readonly number[];
  private largest = 0;

  private constructor(
    private readonly names: readonly string[],
    private readonly format: Format,
    private readonly moments: MomentColumns,
  ) {
    this.slots = [...format.columns];
  }

  /** The reader of a table with this header; null where no column is about a unit. @throws ExpressionError where names mislead */
  static of(header: readonly string[]): TableReader | null {
    const names = header.map(plainName);
    const format = formatOf(names);
    return format && new TableReader(names, format, momentColumns(names));
  }

  add(cells: readonly string[]): void {
    if (this.rows.length >= MOST_FRAMES) throw new ExpressionError(`The table has more than ${MOST_FRAMES.toLocaleString('en')} rows. Cut it into shorter ones.`);
    const { face, frame, time, confidence, success, name } = this.moments;
    const cell = (column: number | undefined) => (column === undefined ? '' : (cells[column] ?? '').trim());
    const values = Float32Array.from(this.slots, (column) => numberIn(cells[column]));
    this.slots.forEach((column, slot) => {
      if (!this.format.signed.has(column)) this.largest = Math.max(this.largest, values[slot] || 0);
    });
    const sure = numberIn(cell(confidence));
    this.rows.push({
      face: cell(face),
      frame: cell(frame),
      time: cell(time?.column),
      name: cell(name),
      confidence: Number.isFinite(sure) ? sure : null,
      success: success === undefined || numberIn(cell(success)) !== 0,
      values,
    });
  }

  /** @throws ExpressionError where the table holds no row, or its scale is unknown */
  finish(): ExpressionReading {
    if (this.rows.length === 0) throw new ExpressionError('The table has a header and no row under it.');
    const scale = this.format.scaleFor(Math.round(this.largest * 1e4) / 1e4);
    const { times, notes } = this.times();
    const faces = this.faces();
    const wide = new Float64Array(this.names.length);
    const tracks = new Map<string, ExpressionFrame[]>();
    this.rows.forEach((row, index) => {
      wide.fill(NaN);
      this.slots.forEach((column, slot) => {
        const value = row.values[slot] ?? NaN;
        wide[column] = value < NOTHING && !this.format.signed.has(column) ? NaN : value;
      });
      const seen = row.success && this.slots.some((column) => Number.isFinite(wide[column]));
      const frames = tracks.get(faces.names[index] ?? '') ?? [];
      frames.push({ name: nameOf(row, index), time: times[index] ?? 0, au: seen ? scale.units(wide) : {}, seen, confidence: row.confidence });
      tracks.set(faces.names[index] ?? '', frames);
    });
    const used = new Set([...this.slots, ...columnsOfMoments(this.moments)]);
    return {
      tool: this.format.tool,
      scale: scale.text,
      tracks: [...tracks].map(([face, frames]) => ({ face, frames: frames.sort((a, b) => a.time - b.time) })),
      notes: [...this.format.notes, ...notes, ...faces.notes],
      unmapped: drawnTogether(this.names.filter((_, column) => !used.has(column))),
    };
  }

  /** Seconds from the first row, by what of time the table has. */
  private times(): { readonly times: readonly number[]; readonly notes: readonly string[] } {
    const { time, frame } = this.moments;
    if (time?.kind === 'timecode') {
      const read = readTimecodes(this.rows.map((row) => row.time));
      if (read) return { times: fromFirst(read.seconds), notes: [`Its clock counts ${String(read.rate)} frames a second, going by the highest number of a frame.`] };
    } else if (time) {
      const seconds = this.rows.map((row) => numberIn(row.time) / (time.kind === 'milliseconds' ? 1000 : 1));
      // A picture alone has no time, and several pictures have the same.
      if (seconds.every(Number.isFinite) && seconds.some((each) => each !== seconds[0])) return { times: fromFirst(seconds), notes: [] };
    }
    if (this.rows.length === 1) return { times: [0], notes: [] };
    const numbers = frame === undefined ? [] : this.rows.map((row) => numberIn(row.frame));
    const counted = numbers.length > 0 && numbers.every(Number.isFinite);
    const times = fromFirst((counted ? numbers : this.rows.map((_, index) => index)).map((number) => number / ASSUMED_RATE));
    return { times, notes: [`It says nothing of seconds: ${counted ? 'its frames' : 'its rows'} are taken to be ${String(ASSUMED_RATE)} a second.`] };
  }

  /** Whose face each row is: by the table's word or, where several rows are of one frame, by their order in it. */
  private faces(): { readonly names: readonly string[]; readonly notes: readonly string[] } {
    if (this.moments.face !== undefined) return { names: this.rows.map(({ face }) => (/^\d+$/.test(face) ? `face ${face}` : face || 'face')), notes: [] };
    const seen = new Map<string, number>();
    const nth = this.rows.map((row, index) => {
      const moment = this.moments.frame === undefined ? String(index) : `${row.frame} ${row.name}`;
      const before = seen.get(moment) ?? 0;
      seen.set(moment, before + 1);
      return before;
    });
    if (!nth.some((before) => before > 0)) return { names: nth.map(() => 'face'), notes: [] };
    return { names: nth.map((before) => `face ${String(before)}`), notes: ['Several rows are of one frame and nothing says whose they are: faces are told apart by their order in it.'] };
  }
}

function nameOf({ frame, name }: KeptRow, index: number): string {
  const file = name.split(/[/\\]/).at(-1) ?? '';
  const at = frame === '' ? `row ${String(index + 1)}` : `frame ${frame}`;
  return file === '' ? at : frame === '' ? file : `${file}, ${at}`;
}

function fromFirst(seconds: readonly number[]): number[] {
  const first = seconds.reduce((least, value) => Math.min(least, value), Infinity);
  return seconds.map((value) => Math.round((value - first) * 1e4) / 1e4);
}

/** The number in a cell, NaN where there is none: an empty one is no 0. A comma is a decimal sign, as semicolon-separated tables have it. */
function numberIn(cell: string | undefined): number {
  const text = (cell ?? '').trim();
  if (text === '') return NaN;
  if (/^true$/i.test(text)) return 1;
  if (/^false$/i.test(text)) return 0;
  return Number(text.replace(',', '.'));
}
