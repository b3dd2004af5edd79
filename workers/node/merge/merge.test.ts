import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UNTOUCHED, judged } from '../../../src/domain/curation/curation';
import { DistinctPictures } from '../../../src/domain/pictures/distinctPictures';
import { HASH_WORDS } from '../../../src/domain/pictures/perceptualHash';
import { INDEX_PATH, parseIndex, parseShard } from '../../../src/domain/library/setLibrary';
import type { Piece, SetFace } from '../../../src/domain/library/setLibrary';
import { planPlaces } from '../../../src/domain/plan/places';
import { testPlanFile } from '../../../src/domain/plan/testPlanFile';
import { decodePng } from '../../../src/domain/png/decode';
import { mergeCommand, parseMergeArguments } from '../commands/merge';
import { FakeMaker } from '../faces/fakeMaker';
import { ShardFolder } from '../shards/folder';
import { runShard } from '../shards/runShard';

const PACK = fileURLToPath(new URL('../../../e2e/fixtures/tiny-pack/pack.json', import.meta.url));
const PLAN = testPlanFile({ seeds: { first: 0, count: 20 } });

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'merge-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function makeShards(count: number, name = 'shards'): Promise<string> {
  const out = join(folder, name);
  const shards = await ShardFolder.begin(out, PLAN, await readFile(PACK), { count });
  for (let index = 0; index < count; index++) {
    await runShard({
      folder: shards, shard: { index, count }, maker: () => Promise.resolve(new FakeMaker()), pack: { id: 'test-pack', sha256: 'f' }, batch: 1, scale: 1,
      stopping: () => false, onProgress: () => undefined, note: () => undefined, retryFailed: false,
    });
  }
  return out;
}

/** Merges; hands back what was said. */
async function merge(from: string, out: string, ...options: string[]): Promise<string> {
  const given = parseMergeArguments(['--from', from, '--out', join(folder, out), '--name', 'set', '--date', '2026-01-01', '--format', 'imagefolder', ...options]);
  let said = '';
  if (given !== null) await mergeCommand(given, (text) => (said += text));
  return said;
}

const rows = async (out: string) => (await readFile(join(folder, out, 'recipes.jsonl'), 'utf8')).trim().split('\n').map((line) => JSON.parse(line) as { id: string; split: string; group: string; recipe: { seed: number; expression: string } });

/** Every file's path and hash. */
async function contentOf(out: string): Promise<string[]> {
  const files = (await readdir(join(folder, out), { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const lines = files.map(async ({ parentPath, name }) => `${join(parentPath, name).slice(join(folder, out).length)} ${createHash('sha256').update(await readFile(join(parentPath, name))).digest('hex')}`);
  return (await Promise.all(lines)).sort();
}

describe('a merged set', () => {
  it.each(['imagefolder', 'webdataset', 'parquet'])('is the same however the plan was cut (%s)', async (format) => {
    await merge(await makeShards(1, 'one'), 'a', '--format', format);
    await merge(await makeShards(7, 'seven'), 'b', '--format', format);
    expect(await contentOf('a')).toEqual(await contentOf('b'));
    expect(await rows('a')).toHaveLength(60);
    const sums = (await readFile(join(folder, 'a/CHECKSUMS.sha256'), 'utf8')).trim().split('\n').map((line) => `/${line.slice(66)} ${line.slice(0, 64)}`);
    expect(sums.sort()).toEqual((await contentOf('a')).filter((line) => !line.startsWith('/CHECKSUMS')));
  });

  it('has each person in one split, the one that the plan alone says, whatever is left out', async () => {
    const shards = await makeShards(3);
    await merge(shards, 'all');
    await merge(shards, 'few', '--per-class', '5');
    const all = new Map((await rows('all')).map(({ id, split }) => [id, split]));
    for (const { id, split } of await rows('few')) expect(all.get(id)).toBe(split);
    const splits = new Map<number, Set<string>>();
    for (const { recipe, split } of await rows('all')) splits.set(recipe.seed, (splits.get(recipe.seed) ?? new Set()).add(split));
    expect([...splits.values()].every(({ size }) => size === 1)).toBe(true);
    const counts = new Map<string, number>();
    for (const { recipe } of await rows('few')) counts.set(recipe.expression, (counts.get(recipe.expression) ?? 0) + 1);
    expect([...counts.values()]).toEqual([5, 5, 5]);
    expect((await planPlaces(PLAN)).of(0)).toMatchObject({ split: (await rows('all'))[0]?.split });
  });

  it.each(['webdataset', 'imagefolder', 'parquet'])('is a library to look through where that is asked for (%s): every face is found at the places that it names', async (format) => {
    await merge(await makeShards(2), 'set', '--format', format, '--library', '--per-class', '15');
    const read = async ({ path, offset, bytes }: Piece) => {
      const file = await readFile(join(folder, 'set', path));
      return bytes === 0 ? file : file.subarray(offset, offset + bytes);
    };
    const index = parseIndex(await readFile(join(folder, 'set', INDEX_PATH), 'utf8'));
    expect(index).toMatchObject({ name: 'set', faces: 45, plan: createHash('sha256').update(await readFile(join(folder, 'set/plan.json'))).digest('hex') });
    const faces: SetFace[] = [];
    for (const shard of index.shards) faces.push(...parseShard(await readFile(join(folder, 'set', shard.faceFile), 'utf8'), index.faces - faces.length, shard));
    expect(faces.map(({ id }) => id)).toEqual((await rows('set')).map(({ id }) => id));
    for (const { id, record, picture, thumbnail, recognised } of faces) {
      expect(JSON.parse((await read(record)).toString())).toMatchObject({ id, label: { recognised } });
      const small = await decodePng(new Uint8Array(await read(thumbnail)));
      expect(small).toMatchObject({ width: 4, height: 4 });
      // A table cannot be read in part.
      expect(picture === null).toBe(format === 'parquet');
      if (picture !== null) expect(await decodePng(new Uint8Array(await read(picture)))).toEqual(small);
    }
  });

  it('says what is missing and damaged, and how to make it again; it makes nothing meanwhile', async () => {
    const shards = await makeShards(6);
    for (const missing of [1, 2, 3]) await rm(join(shards, `shards/0000${String(missing)}-of-00006.json`));
    await truncate(join(shards, 'shards/00005-of-00006.tar'), 3000);
    await expect(merge(shards, 'set')).rejects.toThrow(/3 of 6 shards are not finished: 1-3\.\nShard 5 is damaged.*\n.*I = 1-3,5/s);
    expect(await readdir(folder)).toEqual(['shards']);
    expect(await merge(shards, 'set', '--incomplete')).toContain('20 faces');
  });

  it('of shards cut in two ways would have faces twice', async () => {
    await makeShards(2);
    await writeFile(join(folder, 'shards/shards/00000-of-00003.json'), '{}');
    await expect(merge(join(folder, 'shards'), 'set')).rejects.toThrow('cut in 2 and 3');
  });

  it('heeds what people said before any rule', async () => {
    const shards = await makeShards(2);
    await merge(shards, 'before');
    const [rejected, relabelled] = await rows('before');
    const line = (id: string | undefined, curation: object) => `${JSON.stringify({ id, curation })}\n`;
    const verdicts = join(folder, 'verdicts.jsonl');
    await writeFile(verdicts, line(rejected?.id, judged(UNTOUCHED, 'first', { state: 'rejected', label: null })) + line(relabelled?.id, judged(UNTOUCHED, 'first', { state: 'accepted', label: 'disgust' })));
    const said = await merge(shards, 'after', '--verdicts', verdicts, '--least-confidence', '0.99');
    expect(said).toContain('58 faces left out: less sure');
    expect(said).toContain('1 face left out: rejected in review');
    expect((await rows('after')).map(({ id }) => id)).toEqual([relabelled?.id]);
    await writeFile(verdicts, '{"id": 1}\n');
    await expect(merge(shards, 'no', '--verdicts', verdicts)).rejects.toThrow('Line 1 of');
  });

  it('is not written over another', async () => {
    const shards = await makeShards(1);
    await merge(shards, 'set');
    await expect(merge(shards, 'set')).rejects.toThrow('is there already');
  });
});

describe('pictures that look alike', () => {
  it('keep the first of each look; a slow change keeps some on the way', () => {
    // Each picture differs from the one before it in three bits: from the last kept one, nine bits are clearly another.
    const words = new Uint32Array(20 * HASH_WORDS);
    for (let picture = 0; picture < 20; picture++) {
      for (let bit = 0; bit < picture * 3; bit++) words[picture * HASH_WORDS + (bit >> 5)] = ((words[picture * HASH_WORDS + (bit >> 5)] ?? 0) | (1 << (bit & 31))) >>> 0;
    }
    const distinct = new DistinctPictures(words);
    expect(Array.from({ length: 20 }, (_, picture) => picture).filter((picture) => distinct.keep(picture))).toEqual([0, 3, 6, 9, 12, 15, 18]);
  });
});
