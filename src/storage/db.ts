import { deleteDB, openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction, type StoreNames } from 'idb';
import type { BatchItemRecord, BatchPictureRecord, BatchRecord } from './batchRecords';
import type { Curation } from '../domain/curation/curation';
import type { CurationRecord, FaceRecord, TrajectoryRecord, TrashRecord, WholeTrashRecord } from './records';
import { refuseWhenClosed } from './opening';
import { readFaceRecord, readable } from './reading';
import { inTransaction } from './room';
import { summarise, type FaceSummary } from './summary';

export interface StudioSchema extends DBSchema {
  faces: { key: string; value: FaceRecord; indexes: { savedAt: number } };
  trajectories: { key: string; value: TrajectoryRecord; indexes: { savedAt: number } };
  summaries: { key: string; value: FaceSummary };
  curations: { key: string; value: CurationRecord };
  trash: { key: string; value: TrashRecord };
  batches: { key: string; value: BatchRecord };
  batchItems: { key: [string, number]; value: BatchItemRecord };
  batchPictures: { key: string; value: BatchPictureRecord };
  setVerdicts: { key: [string, string]; value: SetVerdictRecord };
}

/** What was said about a face of a merged set, which lies elsewhere. */
export interface SetVerdictRecord extends Curation {
  /** SHA-256 of the set's plan. */
  readonly plan: string;
  readonly faceId: string;
}

const DB_NAME = 'synfer-studio';
const DB_VERSION = 7;

let opened: Promise<IDBPDatabase<StudioSchema>> | null = null;

/** @throws StorageClosedError once everything is being deleted */
export async function openStudioDb(): Promise<IDBPDatabase<StudioSchema>> {
  refuseWhenClosed();
  return connect();
}

/**
 * Writes to some stores in one transaction: all of the work or nothing of it. Every write of the studio goes this way.
 * @throws what the work throws; where the transaction was ended for want of room, that
 */
export async function writeStudioDb<Names extends StoreNames<StudioSchema>, T>(
  stores: readonly Names[],
  work: (tx: IDBPTransaction<StudioSchema, Names[], 'readwrite'>) => Promise<T>,
): Promise<T> {
  const tx = (await openStudioDb()).transaction([...stores], 'readwrite');
  return inTransaction(tx, () => work(tx));
}

function connect(): Promise<IDBPDatabase<StudioSchema>> {
  opened ??= openDB<StudioSchema>(DB_NAME, DB_VERSION, {
    upgrade(db, oldVersion, _newVersion, tx) {
      if (oldVersion < 1) {
        db.createObjectStore('faces', { keyPath: 'id' }).createIndex('savedAt', 'savedAt');
        db.createObjectStore('trajectories', { keyPath: 'faceId' }).createIndex('savedAt', 'savedAt');
      }
      if (oldVersion < 2) {
        db.createObjectStore('summaries', { keyPath: 'id' });
        db.createObjectStore('curations', { keyPath: 'faceId' });
        db.createObjectStore('trash', { keyPath: 'id' });
      }
      if (oldVersion < 3) {
        db.createObjectStore('batches', { keyPath: 'id' });
        db.createObjectStore('batchItems', { keyPath: ['batchId', 'index'] });
      }
      if (oldVersion < 6) db.createObjectStore('batchPictures', { keyPath: 'batchId' });
      if (oldVersion < 7) db.createObjectStore('setVerdicts', { keyPath: ['plan', 'faceId'] });
      if (oldVersion < 4) {
        // Half an upgrade would hide faces: all of it or none.
        summariseAll(tx).catch(() => tx.abort());
      }
      if (oldVersion >= 2 && oldVersion < 5) {
        unpackTrash(tx).catch(() => tx.abort());
      }
    },
    // Another tab brings a newer version: let it upgrade, and open anew on the next call.
    blocking(_current, _blocked, event) {
      (event.target as IDBDatabase).close();
      opened = null;
    },
    terminated() {
      opened = null;
    },
  }).catch((error: unknown) => {
    opened = null;
    throw error;
  });
  return opened;
}

/** Empties every store. */
export async function clearStudioDb(): Promise<void> {
  const { objectStoreNames } = await openStudioDb();
  await writeStudioDb([...objectStoreNames], (tx) => Promise.all([...objectStoreNames].map((name) => tx.objectStore(name).clear())));
}

/** Removes the database itself, whoever has it open. */
export async function deleteStudioDb(): Promise<void> {
  (await opened)?.close();
  opened = null;
  await deleteDB(DB_NAME);
}

/** Deleted faces were kept whole in the trash; since version 5 they stay in their stores, unlisted. */
async function unpackTrash(tx: IDBPTransaction<StudioSchema, StoreNames<StudioSchema>[], 'versionchange'>): Promise<void> {
  for await (const cursor of tx.objectStore('trash')) {
    const { id, deletedAt, curation, face, trajectory } = cursor.value as WholeTrashRecord;
    if (face) await tx.objectStore('faces').put(face);
    if (trajectory) await tx.objectStore('trajectories').put(trajectory);
    await cursor.update({ id, deletedAt, curation });
  }
}

/** Faces that were kept before there were summaries, or when they said less, are listed as well. */
async function summariseAll(tx: IDBPTransaction<StudioSchema, StoreNames<StudioSchema>[], 'versionchange'>): Promise<void> {
  for await (const cursor of tx.objectStore('faces')) {
    for (const face of readable([readFaceRecord(cursor.value)])) await tx.objectStore('summaries').put(summarise(face));
  }
}
