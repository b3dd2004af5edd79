import { z } from 'zod';
import { isUntouched, united } from '../curation/curation';
import type { Curation } from '../curation/curation';
import { curationSchema } from '../dataset/faceRecord';

/** A line of verdicts.jsonl, and as much of a line of recipes.jsonl in an export. */
const lineSchema = z.object({ id: z.string().regex(/^[0-9a-f]{16}$/), curation: curationSchema });

/** What people said of faces, by id. */
export type Verdicts = Map<string, Curation>;

/** Adds what a line says; of a face said already the first verdict of each rater stands. @throws where the line says no verdict */
export function addVerdict(verdicts: Verdicts, line: string): void {
  if (line.trim() === '') return;
  const { id, curation } = lineSchema.parse(JSON.parse(line));
  const before = verdicts.get(id);
  if (!isUntouched(curation)) verdicts.set(id, before === undefined ? curation : united(before, curation));
}

/** The text of verdicts.jsonl, in the order of the ids. */
export function verdictsText(verdicts: ReadonlyMap<string, Curation>): string {
  const said = [...verdicts].filter(([, curation]) => !isUntouched(curation)).sort(([a], [b]) => (a < b ? -1 : 1));
  return said.map(([id, curation]) => `${JSON.stringify({ id, curation })}\n`).join('');
}
