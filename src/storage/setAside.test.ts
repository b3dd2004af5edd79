import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Face } from '../domain/face/face';
import { RECIPE_VERSION } from '../domain/recipe/recipe';
import { testRecipe } from '../domain/recipe/testRecipe';
import { listBatches } from './batches';
import { clearStudioDb, openStudioDb } from './db';
import { readDraft } from './draft';
import { listSummaries, loadFace, loadFaceRecord, saveFace } from './faces';
import { listSetAside } from './setAside';

const flat = Array<number>(8).fill(1 / 8);
const face = (id: string, parts: object = {}): Face =>
  ({
    id: id.padStart(16, '0'),
    recipe: testRecipe(),
    pixels: { width: 8, height: 8, data: new Uint8ClampedArray(256) },
    label: { votes: [], probabilities: flat, recognised: 'neutral', confidence: 1 / 8, rectified: false, realisedAu: null },
    requestedAu: null,
    unknownWords: [],
    provenance: { app: '0.1.0', pack: 'a-pack', packSha256: '', backend: { kind: 'node' }, milliseconds: 1 },
    ...parts,
  });
const newer = { recipe: { ...testRecipe(), version: RECIPE_VERSION + 1, mood: 'blue' } };
const batch = (id: string, base: unknown) => ({
  id,
  name: `Batch ${id}`,
  plan: { base, expressions: [], units: 'recipe', intensities: [], seeds: [], prompts: [], textGuidance: [], packUnits: [] },
  faces: 1,
  accept: null,
  perClass: null,
  state: 'waiting',
  position: 1,
  createdAt: 1,
});

/** As a version that could read it would have kept it, or a disk that lost something. */
async function keep(store: 'faces' | 'batches', record: object): Promise<void> {
  await (await openStudioDb()).put(store, record as never);
}

const kept = new Map<string, string>();
vi.stubGlobal('localStorage', { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => kept.set(key, value) });

beforeEach(async () => {
  kept.clear();
  await clearStudioDb();
});

describe('what is kept and cannot be read', () => {
  it('is named with the reason, and everything else is there', async () => {
    await saveFace(face('1'), [], 1);
    await keep('faces', { ...face('2', newer), savedAt: 2 });
    await keep('faces', { ...face('3', { label: null }), savedAt: 3 });
    await keep('batches', batch('a', testRecipe()));
    await keep('batches', batch('b', newer.recipe));

    expect((await listSummaries()).map(({ id }) => id)).toEqual([face('1').id]);
    expect((await listBatches()).map(({ id }) => id)).toEqual(['a']);
    const aside = await listSetAside();
    expect(aside.map(({ kind, name }) => [kind, name])).toEqual([['face', face('2').id], ['face', face('3').id], ['batch', 'Batch b']]);
    expect(aside.map(({ why }) => why)).toEqual([expect.stringContaining('newer version'), expect.stringContaining('"label"'), expect.stringContaining('newer version')]);
  });

  it('stays as it was written', async () => {
    await keep('faces', { ...face('2', newer), savedAt: 2 });
    await listSetAside();
    expect(await (await openStudioDb()).get('faces', face('2').id)).toMatchObject(newer);
  });

  it('says so where it is opened, and is passed over where many are read', async () => {
    await keep('faces', { ...face('2', newer), savedAt: 2 });
    await expect(loadFace(face('2').id)).rejects.toMatchObject({ code: 'recipe-version' });
    expect(await loadFaceRecord(face('2').id)).toBeNull();
    expect(await loadFace('f'.repeat(16))).toBeNull();
  });

  it('is listed again once a version can read it', async () => {
    await keep('faces', { ...face('4'), savedAt: 4 });
    expect(await listSummaries()).toEqual([]);
    expect(await listSetAside()).toEqual([]);
    expect((await listSummaries()).map(({ id }) => id)).toEqual([face('4').id]);
  });

  it('is a draft as well, which the next one does not write over', async () => {
    const draft = JSON.stringify(newer.recipe);
    kept.set('synfer.draft', draft);
    expect(readDraft()).toBeNull();
    kept.set('synfer.draft', JSON.stringify(testRecipe()));
    expect(readDraft()).toEqual(testRecipe());
    expect([...kept.values()]).toContain(draft);
    expect(await listSetAside()).toMatchObject([{ kind: 'draft', why: expect.stringContaining('newer version') as string }]);
  });
});
