import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { isUntouched, united } from '../../../src/domain/curation/curation';
import type { Curation } from '../../../src/domain/curation/curation';
import { curationSchema } from '../../../src/domain/dataset/faceRecord';
import { UsageError } from '../usageError';

/** A line of verdicts.jsonl, and as much of a line of recipes.jsonl in an export. */
const lineSchema = z.object({ id: z.string().regex(/^[0-9a-f]{16}$/), curation: curationSchema });

/**
 * What people said of faces, by id, from files of lines `{"id": …, "curation": …}`: a remote library's verdicts.jsonl, or the
 * recipes.jsonl of an export. Of a face in several files the first verdict of each rater stands.
 * @throws UsageError naming file and line
 */
export async function readVerdicts(paths: readonly string[]): Promise<ReadonlyMap<string, Curation>> {
  const verdicts = new Map<string, Curation>();
  for (const path of paths) {
    let number = 0;
    try {
      for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
        number += 1;
        if (line.trim() === '') continue;
        const { id, curation } = lineSchema.parse(JSON.parse(line));
        const before = verdicts.get(id);
        if (!isUntouched(curation)) verdicts.set(id, before === undefined ? curation : united(before, curation));
      }
    } catch (error) {
      throw new UsageError(number === 0 ? `There is no readable file ${path}.` : `Line ${String(number)} of ${path} says no verdict: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`);
    }
  }
  return verdicts;
}
