import { UNTOUCHED, isUntouched } from '../domain/curation/curation';
import type { Curation } from '../domain/curation/curation';
import { announceChange } from './changes';
import { openStudioDb, writeStudioDb } from './db';
import type { CurationRecord } from './records';

export async function listCurations(): Promise<CurationRecord[]> {
  return (await openStudioDb()).getAll('curations');
}

/** What is said about some faces; those about which nothing is said are left out. */
export async function loadCurations(ids: readonly string[]): Promise<CurationRecord[]> {
  const tx = (await openStudioDb()).transaction('curations');
  const found = await Promise.all(ids.map((id) => tx.store.get(id)));
  return found.filter((curation) => curation !== undefined);
}

/** What was said about a face before a change, and what is said after it. */
export interface ChangedCuration {
  readonly before: Curation;
  readonly after: Curation;
}

/**
 * Changes what is said about faces, each as it stands in the store, whoever said it: in one transaction, so that nothing said
 * meanwhile in another tab is written over. What says nothing takes no room.
 * @param change gives the curation itself back where it changes nothing
 * @returns what was changed, by face
 */
export async function changeCurations(ids: readonly string[], change: (curation: Curation, id: string) => Curation): Promise<ReadonlyMap<string, ChangedCuration>> {
  const changed = new Map<string, ChangedCuration>();
  await writeStudioDb(['curations'], async (tx) => {
    const curations = tx.objectStore('curations');
    const records = await Promise.all(ids.map((id) => curations.get(id)));
    const writes = ids.flatMap((id, i): Promise<unknown>[] => {
      const { faceId: _, ...before } = records[i] ?? { ...UNTOUCHED, faceId: id };
      const after = change(before, id);
      if (after === before) return [];
      changed.set(id, { before, after });
      return [isUntouched(after) ? curations.delete(id) : curations.put({ ...after, faceId: id })];
    });
    // Left to itself a transaction waits for this page's event loop before it ends: a reload right after the click would lose the star.
    tx.commit();
    await Promise.all(writes);
  });
  if (changed.size > 0) announceChange({ what: 'curation', ids: [...changed.keys()] });
  return changed;
}
