import { describe, expect, it } from 'vitest';
import { readZip } from '../../src/files/readZip';
import { NotAnExportError, readExport } from '../../src/domain/dataset/readExport';
import type { ExportedFile, RestoredFace } from '../../src/domain/dataset/readExport';
import { UNTOUCHED } from '../../src/domain/curation/curation';
import type { ExportFormatId } from '../../src/domain/dataset/formats';
import { DEFAULT_RATIOS } from '../../src/domain/dataset/splits';
import { Counter } from '../../src/domain/dataset/tally';
import { toExamples } from './examples';
import { exportFiles } from './exportFiles';
import { TEST_CONTEXT, testCandidates, testCuration, testFace } from './testing';
import { zipStream } from './zip';

async function zipOf(format: ExportFormatId, count: number): Promise<Blob> {
  const counter = new Counter();
  const settings = { format, name: 'set', licence: 'CC-BY-4.0', ratios: DEFAULT_RATIOS, date: '2026-01-01' } as const;
  return new Response(zipStream(exportFiles(toExamples(testCandidates(count, 16), TEST_CONTEXT, counter), settings, counter, { train: count, validation: count, test: count }), 'set', new Date(0))).blob();
}

async function readAll(files: readonly ExportedFile[]): Promise<(RestoredFace | null)[]> {
  const all: (RestoredFace | null)[] = [];
  for await (const one of readExport(files)) all.push(one);
  return all;
}

describe('an export that is read back', () => {
  it.each(['imagefolder', 'affectnet', 'rafdb', 'ferplus', 'labelstudio'] as const)('as %s restores pixels, recipe, labels and curation', async (format) => {
    const restored = await readAll(await readZip(await zipOf(format, 6)));
    expect(restored).toHaveLength(6);
    for (const [seed, one] of restored.entries()) {
      expect(one?.face).toEqual(await testFace(seed, 16));
      expect(one?.curation).toEqual(testCuration(seed) ?? UNTOUCHED);
    }
  });

  it('passes over faces whose line, id or picture is not right, and says so', async () => {
    const entries = await readZip(await zipOf('imagefolder', 4));
    const recipes = entries.find(({ path }) => path.endsWith('recipes.jsonl'));
    const lines = new TextDecoder().decode(await recipes?.read(1e6)).trimEnd().split('\n');
    const swapped = lines[1]?.replace(/"seed":\d+/, '"seed":77') ?? '';
    const elsewhere = lines[2]?.replace(/"file":"[^"]*"/, '"file":"../../etc/passwd"') ?? '';
    const changed = new TextEncoder().encode(['{"id":', swapped, elsewhere, lines[3]].join('\n'));
    const files = entries.map((entry) => (entry === recipes ? { path: entry.path, read: () => Promise.resolve(changed) } : entry));
    expect((await readAll(files)).map((one) => one?.face.recipe.seed ?? null)).toEqual([null, null, null, 3]);
  });

  it('is refused where it is not ours', async () => {
    await expect(readAll([])).rejects.toThrow(NotAnExportError);
  });
});
