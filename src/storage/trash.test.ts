import 'fake-indexeddb/auto';
import { deleteDB, openDB } from 'idb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { UNTOUCHED } from '../domain/curation/curation';
import type { PastStep } from '../domain/face/step';
import { testFace as face } from '../domain/face/testFace';
import { changeCurations, loadCurations } from './curation';
import { clearStudioDb, openStudioDb } from './db';
import { listSummaries, loadFace, saveFace } from './faces';
import { importFace } from './importing';
import { listSetAside } from './setAside';
import { emptyTrash, restoreFaces, trashFaces } from './trash';

const HOUR = 60 * 60 * 1000;
const ONE = '1'.padStart(16, '0');
const TWO = '2'.padStart(16, '0');

const STEP: PastStep = {
  step: 0,
  steps: 1,
  timestep: 1,
  latentNorm: 1,
  guide: null,
  milliseconds: 1,
  preview: { width: 1, height: 1, data: new Uint8ClampedArray(4) },
};

const listed = async () => (await listSummaries()).map(({ id }) => id);
const star = (id: string) => changeCurations([id], (curation) => ({ ...curation, star: true }));

/** Lets the next writes to some stores fail as they do where there is no room. */
function full(stores: readonly string[], times = Infinity): void {
  // Called with the store it is asked of.
  // oxlint-disable-next-line typescript/unbound-method
  const { put } = IDBObjectStore.prototype;
  let left = times;
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...record: Parameters<typeof put>) {
    if (!stores.includes(this.name) || left <= 0) return put.apply(this, record);
    left -= 1;
    this.transaction.abort();
    throw new DOMException('no room', 'QuotaExceededError');
  });
}

beforeEach(async () => {
  vi.restoreAllMocks();
  await clearStudioDb();
  await saveFace(face(ONE), []);
  await saveFace(face(TWO), []);
  await star(ONE);
});

describe('a clock that is put back', () => {
  it('leaves the face that was made last the newest, with its steps', async () => {
    const tomorrow = Date.now() + 24 * HOUR;
    for (let i = 3; i < 33; i++) await saveFace(face(i.toString(16).padStart(16, '0')), [STEP], tomorrow + i);
    await saveFace(face('f'.repeat(16)), [STEP]);
    const [newest] = (await listSummaries()).sort((a, b) => b.savedAt - a.savedAt || (a.id < b.id ? 1 : -1));
    expect(newest?.id).toBe('f'.repeat(16));
    expect((await loadFace('f'.repeat(16)))?.trajectory?.steps).toHaveLength(1);
  });

  it('lets nothing go too early: what was deleted before is kept until its hour has come', async () => {
    await trashFaces([ONE], Date.now() + HOUR);
    expect(await emptyTrash()).toBe(0);
    expect(await restoreFaces([ONE])).toBe(1);
  });
});

describe('deleted faces', () => {
  it('are in no list, and come back with what was said about them', async () => {
    expect(await trashFaces([ONE])).toBe('undoable');
    expect(await listed()).toEqual([TWO]);
    expect(await loadCurations([ONE])).toEqual([]);
    expect(await listSetAside()).toEqual([]);
    expect(await restoreFaces([ONE])).toBe(1);
    expect((await listed()).sort()).toEqual([ONE, TWO]);
    expect(await loadCurations([ONE])).toEqual([{ ...UNTOUCHED, star: true, faceId: ONE }]);
  });

  it('are gone for good after an hour, and are then said not to come back', async () => {
    await trashFaces([ONE], 0);
    expect(await emptyTrash(undefined, HOUR - 1)).toBe(0);
    expect(await emptyTrash(undefined, HOUR)).toBe(1);
    expect(await loadFace(ONE)).toBeNull();
    expect(await restoreFaces([ONE])).toBe(0);
  });

  it('need no room of the size of a face: nothing of them is copied', async () => {
    full(['faces', 'trajectories', 'summaries']);
    expect(await trashFaces([ONE])).toBe('undoable');
  });

  it('are deleted for good where the storage has not even room to remember them', async () => {
    full(['trash']);
    expect(await trashFaces([ONE])).toBe('for good');
    expect(await listed()).toEqual([TWO]);
    expect(await loadFace(ONE)).toBeNull();
  });

  it('make room for a new face where there is none', async () => {
    await trashFaces([ONE]);
    full(['faces'], 1);
    await saveFace(face('3'.padStart(16, '0')), []);
    expect(await listed()).toContain('3'.padStart(16, '0'));
    expect(await restoreFaces([ONE])).toBe(0);
  });

  it('are faces like others once they are made or imported again', async () => {
    await trashFaces([ONE, TWO]);
    await saveFace(face(ONE), []);
    await importFace(face(TWO), UNTOUCHED);
    expect(await emptyTrash(0)).toBe(0);
    expect((await listed()).sort()).toEqual([ONE, TWO]);
  });

  it('fail a new face, and say so, where nothing is left to let go of', async () => {
    full(['faces']);
    await expect(saveFace(face('3'.padStart(16, '0')), [])).rejects.toMatchObject({ name: 'QuotaExceededError' });
  });
});

describe('an earlier version', () => {
  it('left deleted faces whole in the trash: they can still be brought back', async () => {
    (await openStudioDb()).close();
    vi.resetModules();
    await deleteDB('synfer-studio');
    const old = await openDB('synfer-studio', 4, {
      upgrade(db) {
        db.createObjectStore('faces', { keyPath: 'id' }).createIndex('savedAt', 'savedAt');
        db.createObjectStore('trajectories', { keyPath: 'faceId' }).createIndex('savedAt', 'savedAt');
        for (const name of ['summaries', 'trash', 'batches']) db.createObjectStore(name, { keyPath: 'id' });
        db.createObjectStore('curations', { keyPath: 'faceId' });
        db.createObjectStore('batchItems', { keyPath: ['batchId', 'index'] });
      },
    });
    await old.put('trash', { id: ONE, deletedAt: 0, face: { ...face(ONE), savedAt: 1 }, trajectory: undefined, curation: undefined });
    old.close();
    const [trash, faces] = await Promise.all([import('./trash'), import('./faces')]);
    expect(await trash.restoreFaces([ONE])).toBe(1);
    expect((await faces.listSummaries()).map(({ id }) => id)).toEqual([ONE]);
  });
});
