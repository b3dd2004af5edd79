import { createReadStream } from 'node:fs';
import { copyFile, open, rename, truncate } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { auColumnNames } from '../../src/domain/facs/vector';
import { EXPRESSION_CLASSES } from '../../src/domain/packs/manifest';
import type { PackManifest } from '../../src/domain/packs/manifest';
import type { WrittenFace } from '../../src/domain/face/face';
import { systemCode } from './files/systemCode';
import { UsageError } from './usageError';

/** `labels.jsonl`: one line a face, added to as faces are made. */
export interface LabelsFile {
  /** Ids of the faces that are in it. */
  readonly done: ReadonlySet<string>;
  append(row: Record<string, unknown>): Promise<void>;
  close(): Promise<void>;
}

const NEWLINE = 0x0a;

/**
 * Open the file, or start it. Read piece by piece, whatever its size. A last line that a broken-off run left unfinished is dropped, in a copy
 * that takes the file's place.
 * @throws UsageError where the file holds anything else that synth did not write; the system's error where it cannot be read
 */
export async function openLabelsFile(path: string): Promise<LabelsFile> {
  const { done, sound, size } = await readLabels(path);
  if (sound < size) {
    const beside = `${path}.tmp-${String(process.pid)}`;
    await copyFile(path, beside);
    await truncate(beside, sound);
    await rename(beside, path);
  }
  const file: FileHandle = await open(path, 'a');
  return {
    done,
    async append(row) {
      await file.appendFile(`${JSON.stringify(row)}\n`);
      if (typeof row['id'] === 'string') done.add(row['id']);
    },
    close: () => file.close(),
  };
}

/** Ids in the file, the length of its whole lines in bytes, and its size. None of it where it is not there. */
async function readLabels(path: string): Promise<{ done: Set<string>; sound: number; size: number }> {
  const done = new Set<string>();
  let [rest, sound, size, number] = [Buffer.alloc(0), 0, 0, 0];
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
      size += (chunk as Buffer).length;
      let text = Buffer.concat([rest, chunk as Buffer]);
      for (let end = text.indexOf(NEWLINE); end >= 0; end = text.indexOf(NEWLINE)) {
        number += 1;
        const line = text.subarray(0, end).toString('utf8').trim();
        const id = line === '' ? null : idOf(line);
        if (line !== '' && id === null) throw new UsageError(`Line ${String(number)} of ${path} was not written by synth. Nothing was changed. Move the file away, or choose another --out.`);
        if (id !== null) done.add(id);
        sound += end + 1;
        text = text.subarray(end + 1);
      }
      rest = text;
      if (rest.length > LONGEST_LINE) throw new UsageError(`${path} has a line of more than ${String(LONGEST_LINE)} bytes: synth did not write it. Move the file away, or choose another --out.`);
    }
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
  }
  // A broken-off line begins as one of ours does.
  if (rest.length > 0 && !'{"id":"'.startsWith(rest.subarray(0, 7).toString('utf8'))) throw new UsageError(`The last line of ${path} was not written by synth. Nothing was changed. Move the file away, or choose another --out.`);
  return { done, sound, size };
}

const LONGEST_LINE = 1_000_000;

function idOf(line: string): string | null {
  try {
    const value = JSON.parse(line) as { id?: unknown } | null;
    return typeof value?.id === 'string' ? value.id : null;
  } catch {
    return null;
  }
}

/** A face's line. AU values by column name ("AU12L"), 0–1; probabilities by class. */
export function labelRow(face: WrittenFace, file: string | null, manifest: PackManifest): Record<string, unknown> {
  const columns = auColumnNames(manifest);
  const byColumn = (values: readonly number[] | null) => (values === null ? null : Object.fromEntries(columns.map((name, i) => [name, rounded(values[i] ?? 0)])));
  const byClass = (values: readonly (number | null)[]) =>
    Object.fromEntries(EXPRESSION_CLASSES.map((name, i) => [name, values[i] === null ? null : rounded(values[i] ?? 0)]));
  const { label, recipe } = face;
  return {
    id: face.id,
    file,
    seed: recipe.seed,
    requested: recipe.expression,
    recognised: label.recognised,
    probabilities: label.probabilities && byClass(label.probabilities),
    confidence: label.confidence === null ? null : rounded(label.confidence),
    rectified: label.rectified,
    requestedAu: byColumn(face.requestedAu),
    realisedAu: byColumn(label.realisedAu),
    votes: label.votes.map((vote) => ({
      ...vote,
      probabilities: byClass(vote.probabilities),
      ...(vote.classWeights && { classWeights: byClass(vote.classWeights) }),
    })),
  };
}

function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
