import { DomainError } from '../domain/errors';
import type { Face } from '../domain/face/face';
import type { Pixels } from '../domain/face/pixels';
import { keptStep, type PastStep } from '../domain/face/step';
import { announceChange } from './changes';
import { openStudioDb, writeStudioDb } from './db';
import type { FaceRecord, TrajectoryRecord } from './records';
import { momentOf } from './moment';
import { readFaceRecord } from './reading';
import { withRoom } from './room';
import { readSummary, summarise, type FaceSummary } from './summary';
import { emptyTrash } from './trash';

/** A step holds a latent of some 12 KB, a face of 256 KB has a dozen of them and more. */
const TRAJECTORIES_KEPT = 24;

export interface SavedFace {
  readonly face: FaceRecord;
  readonly trajectory: TrajectoryRecord | undefined;
}

/** Keeps a face with its steps, in one transaction. Where there is no room, deleted faces are let go of. */
export async function saveFace(face: Face, steps: readonly PastStep[], now = Date.now()): Promise<void> {
  await withRoom(() => putFace(face, steps, now), () => emptyTrash(0));
  announceChange({ what: 'faces', ids: [face.id] });
}

async function putFace(face: Face, steps: readonly PastStep[], now: number): Promise<void> {
  const summary = summarise({ ...face, savedAt: now });
  await writeStudioDb(['faces', 'summaries', 'trajectories', 'trash'], async (tx) => {
    const trajectories = tx.objectStore('trajectories');
    const savedAt = await momentOf(tx.objectStore('faces'), now);
    await tx.objectStore('faces').put({ ...face, savedAt });
    await tx.objectStore('summaries').put({ ...summary, savedAt });
    // A deleted face that is made again is a face like others.
    await tx.objectStore('trash').delete(face.id);
    if (steps.length > 0) await trajectories.put({ faceId: face.id, savedAt, steps: steps.map(keptStep) });
    const keys = await trajectories.index('savedAt').getAllKeys();
    for (const key of keys.slice(0, Math.max(0, keys.length - TRAJECTORIES_KEPT))) await trajectories.delete(key);
  });
}

/** Every face in short, in no order. */
export async function listSummaries(): Promise<FaceSummary[]> {
  return (await (await openStudioDb()).getAll('summaries')).map(readSummary);
}

/** Some faces in short; those that are no longer kept are left out. */
export async function loadSummaries(ids: readonly string[]): Promise<FaceSummary[]> {
  const tx = (await openStudioDb()).transaction('summaries');
  const found = await Promise.all(ids.map((id) => tx.store.get(id)));
  return found.filter((summary) => summary !== undefined).map(readSummary);
}

/** A face with the steps that led to it; null where it is not kept. @throws DomainError `recipe-version` or `recipe-invalid` where it cannot be read */
export async function loadFace(id: string): Promise<SavedFace | null> {
  const db = await openStudioDb();
  const tx = db.transaction(['faces', 'trajectories']);
  const [face, trajectory] = await Promise.all([tx.objectStore('faces').get(id), tx.objectStore('trajectories').get(id)]);
  if (!face) return null;
  const read = readFaceRecord(face);
  if (!read.ok) throw new DomainError(read.newer ? 'recipe-version' : 'recipe-invalid', `The face ${id.slice(0, 6)} cannot be read: ${read.why} It stays kept.`);
  return { face: read.value, trajectory };
}

/** Lets go of the steps of faces that were kept before a time; the faces stay. @returns of how many faces */
export async function dropTrajectories(before: number): Promise<number> {
  return writeStudioDb(['trajectories'], async (tx) => {
    const trajectories = tx.objectStore('trajectories');
    const keys = await trajectories.index('savedAt').getAllKeys(IDBKeyRange.upperBound(before, true));
    for (const key of keys) await trajectories.delete(key);
    return keys.length;
  });
}

/** A face without the steps that led to it; null where it is not kept or cannot be read. */
export async function loadFaceRecord(id: string): Promise<FaceRecord | null> {
  const read = readFaceRecord(await (await openStudioDb()).get('faces', id));
  return read.ok ? read.value : null;
}

/** The pictures of some faces, in their order; undefined where there is none. */
export async function loadPictures(ids: readonly string[]): Promise<(Pixels | undefined)[]> {
  const tx = (await openStudioDb()).transaction('faces');
  return Promise.all(ids.map(async (id) => (await tx.store.get(id))?.pixels));
}
