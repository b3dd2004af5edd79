import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Curation } from '../../../src/domain/curation/curation';
import { addVerdict } from '../../../src/domain/library/verdicts';
import type { Verdicts } from '../../../src/domain/library/verdicts';
import { UsageError } from '../usageError';

/**
 * What people said of faces, by id, from files of lines `{"id": …, "curation": …}`: a remote library's verdicts.jsonl, or the
 * recipes.jsonl of an export. Of a face in several files the first verdict of each rater stands.
 * @throws UsageError naming file and line
 */
export async function readVerdicts(paths: readonly string[]): Promise<ReadonlyMap<string, Curation>> {
  const verdicts: Verdicts = new Map();
  for (const path of paths) {
    let number = 0;
    try {
      for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
        number += 1;
        addVerdict(verdicts, line);
      }
    } catch (error) {
      throw new UsageError(number === 0 ? `There is no readable file ${path}.` : `Line ${String(number)} of ${path} says no verdict: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`);
    }
  }
  return verdicts;
}
