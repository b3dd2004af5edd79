import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { auColumnNames } from '../../src/domain/facs/vector';
import { EXPRESSION_CLASSES } from '../../src/domain/packs/manifest';
import type { PackManifest } from '../../src/domain/packs/manifest';
import type { Face } from '../../src/domain/face/face';

/** `labels.jsonl`: one line a face, added to as faces are made. */
export interface LabelsFile {
  /** Ids of the faces that are in it. */
  readonly done: ReadonlySet<string>;
  append(row: Record<string, unknown>): Promise<void>;
}

/** Open the file, or start it. A last line that a broken-off run left unfinished is dropped. */
export async function openLabelsFile(path: string): Promise<LabelsFile> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const lines = text.split('\n').filter((line) => line !== '');
  const sound = lines.filter((line) => idOf(line) !== null);
  const clean = sound.map((line) => `${line}\n`).join('');
  if (clean !== text) await writeFile(path, clean);
  const done = new Set(sound.map((line) => idOf(line) ?? ''));
  return {
    done,
    async append(row) {
      await appendFile(path, `${JSON.stringify(row)}\n`);
      if (typeof row['id'] === 'string') done.add(row['id']);
    },
  };
}

function idOf(line: string): string | null {
  try {
    const value = JSON.parse(line) as { id?: unknown };
    return typeof value.id === 'string' ? value.id : null;
  } catch {
    return null;
  }
}

/** A face's line. AU values by column name ("AU12L"), 0–1; probabilities by class. */
export function labelRow(face: Face, file: string | null, manifest: PackManifest): Record<string, unknown> {
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
    probabilities: byClass(label.probabilities),
    confidence: rounded(label.confidence),
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
