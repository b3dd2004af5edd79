import { recipeSchema } from '../domain/recipe/recipe';
import type { Face, StepEvent } from '../../workers/synthesis/protocol';
import { openStudioDb, type FaceRecord, type TrajectoryRecord } from './db';

/** A step holds a picture of 64 KB and more, a face has twenty of them. */
const TRAJECTORIES_KEPT = 24;

export interface SavedFace {
  readonly face: FaceRecord;
  readonly trajectory: TrajectoryRecord | undefined;
}

/** Keeps a face with its steps, in one transaction. */
export async function saveFace(face: Face, steps: readonly StepEvent[], now = Date.now()): Promise<void> {
  await putFace({
    face: { ...face, savedAt: now },
    trajectory: steps.length > 0 ? { faceId: face.id, savedAt: now, steps } : undefined,
  });
}

export async function putFace({ face, trajectory }: SavedFace): Promise<void> {
  const db = await openStudioDb();
  const tx = db.transaction(['faces', 'trajectories'], 'readwrite');
  const trajectories = tx.objectStore('trajectories');
  await tx.objectStore('faces').put(face);
  if (trajectory) await trajectories.put(trajectory);
  const keys = await trajectories.index('savedAt').getAllKeys();
  for (const key of keys.slice(0, Math.max(0, keys.length - TRAJECTORIES_KEPT))) await trajectories.delete(key);
  await tx.done;
}

/** The newest faces, newest first. Records that this version cannot read are passed over. */
export async function listRecentFaces(limit: number): Promise<FaceRecord[]> {
  const db = await openStudioDb();
  const faces: FaceRecord[] = [];
  let cursor = await db.transaction('faces').store.index('savedAt').openCursor(null, 'prev');
  while (cursor && faces.length < limit) {
    if (recipeSchema.safeParse(cursor.value.recipe).success) faces.push(cursor.value);
    cursor = await cursor.continue();
  }
  return faces;
}

export async function loadFace(id: string): Promise<SavedFace | null> {
  const db = await openStudioDb();
  const tx = db.transaction(['faces', 'trajectories']);
  const [face, trajectory] = await Promise.all([tx.objectStore('faces').get(id), tx.objectStore('trajectories').get(id)]);
  return face ? { face, trajectory } : null;
}

/** Takes a face out and hands it back, so that the deletion can be undone with `putFace`. */
export async function deleteFace(id: string): Promise<SavedFace | null> {
  const saved = await loadFace(id);
  const db = await openStudioDb();
  const tx = db.transaction(['faces', 'trajectories'], 'readwrite');
  await Promise.all([tx.objectStore('faces').delete(id), tx.objectStore('trajectories').delete(id), tx.done]);
  return saved;
}
