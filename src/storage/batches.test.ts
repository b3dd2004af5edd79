import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { testPlan } from '../domain/batch/testPlan';
import { UNTOUCHED } from '../domain/curation/curation';
import { testFace } from '../domain/face/testFace';
import { addBatch, keepBatchFace, listBatches, listItems, takeKeptFace } from './batches';
import { listCurations } from './curation';
import { clearStudioDb, writeStudioDb } from './db';
import { listSummaries, loadFace, saveFace } from './faces';
import { emptyTrash, trashFaces } from './trash';

const ID = '1'.padStart(16, '0');

beforeEach(clearStudioDb);

describe('a batch', () => {
  it('that makes a deleted face again keeps it: emptying the trash does not take it away', async () => {
    await saveFace(testFace(ID), []);
    await trashFaces([ID]);
    await addBatch({ id: 'b', name: 'Batch', plan: testPlan({}), faces: 1, accept: null, perClass: null, createdAt: 0 }, null);
    for (const batch of await listBatches()) await keepBatchFace(batch, 0, testFace(ID));
    await emptyTrash(0);
    expect(await listItems('b')).toHaveLength(1);
    expect((await listSummaries()).map(({ id }) => id)).toEqual([ID]);
    expect((await loadFace(ID))?.face.id).toBe(ID);
  });

  it('takes a face that is there and has no label, and no rule accepts it', async () => {
    await saveFace(testFace(ID), []);
    await addBatch({ id: 'b', name: 'Batch', plan: testPlan({}), faces: 1, accept: { least: 0, agreedOnly: false }, perClass: null, createdAt: 0 }, null);
    const [batch] = await listBatches();
    if (!batch) throw new Error('There is a batch.');
    expect(await takeKeptFace(batch, 0, ID)).toEqual({ recognised: null });
    expect((await listCurations()).map(({ judgements }) => judgements)).toEqual([{}]);
  });
});

describe('a write', () => {
  it('that fails half way leaves nothing of itself', async () => {
    const failing = writeStudioDb(['curations'], async (tx) => {
      await tx.objectStore('curations').put({ ...UNTOUCHED, star: true, faceId: ID });
      throw new Error('half way');
    });
    await expect(failing).rejects.toThrow('half way');
    expect(await listCurations()).toEqual([]);
  });
});
