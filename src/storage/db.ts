import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { Face, StepEvent } from '../../workers/synthesis/protocol';

/** A face as it is kept: what the worker answered, and when. */
export interface FaceRecord extends Face {
  readonly savedAt: number;
}

/** The steps that led to a face, kept for the newest faces only: they weigh more than the face. */
export interface TrajectoryRecord {
  readonly faceId: string;
  readonly savedAt: number;
  readonly steps: readonly StepEvent[];
}

export interface StudioSchema extends DBSchema {
  faces: { key: string; value: FaceRecord; indexes: { savedAt: number } };
  trajectories: { key: string; value: TrajectoryRecord; indexes: { savedAt: number } };
}

const DB_NAME = 'synfer-studio';
const DB_VERSION = 1;

let opened: Promise<IDBPDatabase<StudioSchema>> | null = null;

export function openStudioDb(): Promise<IDBPDatabase<StudioSchema>> {
  opened ??= openDB<StudioSchema>(DB_NAME, DB_VERSION, {
    upgrade(db, oldVersion) {
      if (oldVersion < 1) {
        db.createObjectStore('faces', { keyPath: 'id' }).createIndex('savedAt', 'savedAt');
        db.createObjectStore('trajectories', { keyPath: 'faceId' }).createIndex('savedAt', 'savedAt');
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
