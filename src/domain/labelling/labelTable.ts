import type { Vote } from '../face/label';
import { classWeight, recognisedClass } from '../labels/vote';
import { EXPRESSION_CLASSES } from '../packs/manifest';
import type { LabelledFace } from './labelledFace';

/** What came of a picture: its faces, or why there are none. */
export interface LabelledPicture {
  /** Its name, with its folders where it was in some. */
  readonly picture: string;
  readonly faces: readonly LabelledFace[];
  /** Null where there is a face. */
  readonly problem: string | null;
}

export const NO_FACE = 'no face found';

type Cell = string | number | null;
/** A row by column: one a face, and one for a picture without faces. */
export type LabelRow = ReadonlyMap<string, Cell>;

/** @param auColumns names of the pack's AU columns, in order */
export function labelRows({ picture, faces, problem }: LabelledPicture, auColumns: readonly string[]): LabelRow[] {
  if (faces.length === 0) return [new Map<string, Cell>([['picture', picture], ['face', 0], ['problem', problem]])];
  return faces.map(({ box, label }, i) => {
    const row = new Map<string, Cell>([['picture', picture], ['face', i + 1], ['problem', null]]);
    for (const side of ['left', 'top', 'width', 'height', 'score'] as const) row.set(side, rounded(box?.[side]));
    row.set('recognised', label.recognised).set('confidence', rounded(label.confidence));
    EXPRESSION_CLASSES.forEach((name, k) => row.set(`p_${name}`, rounded(label.probabilities?.[k])));
    for (const vote of label.votes) addVote(row, vote);
    auColumns.forEach((name, column) => {
      if (label.realisedAu !== null) row.set(`pack_${name}`, rounded(label.realisedAu[column]));
    });
    for (const { reader, sha256, units } of label.auReadings ?? []) {
      if (sha256 !== undefined) row.set(`${reader}_sha256`, sha256);
      for (const [name, value] of Object.entries(units)) row.set(`${reader}_${name}`, rounded(value));
    }
    return row;
  });
}

/** A class that a voter does not have is empty. */
function addVote(row: Map<string, Cell>, vote: Vote): void {
  if (vote.sha256 !== undefined) row.set(`${vote.voter}_sha256`, vote.sha256);
  row.set(`${vote.voter}_says`, recognisedClass(vote.probabilities));
  EXPRESSION_CLASSES.forEach((name, k) => row.set(`${vote.voter}_p_${name}`, classWeight(vote, k) === null ? null : rounded(vote.probabilities[k])));
}

/** RFC 4180, with a header; every column that any row has. Numbers have a point. */
export function labelsCsv(rows: readonly LabelRow[]): string {
  const columns = [...new Set(rows.flatMap((row) => [...row.keys()]))];
  const lines = [columns, ...rows.map((row) => columns.map((column) => row.get(column) ?? null))];
  return lines.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');
}

/** One JSON object a line, with what its row has. */
export function labelsJsonl(rows: readonly LabelRow[]): string {
  return rows.map((row) => `${JSON.stringify(Object.fromEntries(row))}\n`).join('');
}

function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  // A name that a spreadsheet would take for a formula is kept from being one.
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function rounded(value: number | null | undefined): number | null {
  return value === undefined || value === null ? null : Math.round(value * 1e6) / 1e6;
}
