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

/** A change of what is said about a face; gives the curation itself back where it changes nothing. */
export type CurationChange = (curation: Curation, id: string) => Curation;

/** What a change makes of what is said. @param said in the order of the ids; undefined where nothing is */
export function changedBy(ids: readonly string[], said: readonly (Curation | undefined)[], change: CurationChange): ReadonlyMap<string, ChangedCuration> {
  const changed = new Map<string, ChangedCuration>();
  for (const [i, id] of ids.entries()) {
    const before = said[i] ?? UNTOUCHED;
    const after = change(before, id);
    if (after !== before) changed.set(id, { before, after });
  }
  return changed;
}

/**
 * Changes what is said about faces, each as it stands in the store, whoever said it: in one transaction, so that nothing said
 * meanwhile in another tab is written over. What says nothing takes no room.
 * @returns what was changed, by face
 */
export async function changeCurations(ids: readonly string[], change: CurationChange): Promise<ReadonlyMap<string, ChangedCuration>> {
  let changed: ReadonlyMap<string, ChangedCuration> = new Map();
  await writeStudioDb(['curations'], async (tx) => {
    const curations = tx.objectStore('curations');
    const records = await Promise.all(ids.map((id) => curations.get(id)));
    changed = changedBy(ids, records.map((record) => record && curationIn(record)), change);
    const writes = Array.from(changed, ([faceId, { after }]): Promise<unknown> => (isUntouched(after) ? curations.delete(faceId) : curations.put({ ...after, faceId })));
    // Left to itself a transaction waits for this page's event loop before it ends: a reload right after the click would lose the star.
    tx.commit();
    await Promise.all(writes);
  });
  if (changed.size > 0) announceChange({ what: 'curation', ids: [...changed.keys()] });
  return changed;
}

function curationIn({ faceId: _, ...curation }: CurationRecord): Curation {
  return curation;
}
