import { isUntouched, type Curation } from '../domain/curation/curation';
import { announceChange } from './changes';
import { openStudioDb, type CurationRecord } from './db';

export async function listCurations(): Promise<CurationRecord[]> {
  return (await openStudioDb()).getAll('curations');
}

/** What is said about some faces; those about which nothing is said are left out. */
export async function loadCurations(ids: readonly string[]): Promise<CurationRecord[]> {
  const tx = (await openStudioDb()).transaction('curations');
  const found = await Promise.all(ids.map((id) => tx.store.get(id)));
  return found.filter((curation) => curation !== undefined);
}

/** Keeps what is said about each face; what says nothing takes no room. */
export async function saveCurations(curations: ReadonlyMap<string, Curation>): Promise<void> {
  const tx = (await openStudioDb()).transaction('curations', 'readwrite');
  const writes = Array.from(curations, ([faceId, curation]) =>
    isUntouched(curation) ? tx.store.delete(faceId) : tx.store.put({ ...curation, faceId }),
  );
  // Left to itself a transaction waits for this page's event loop before it ends: a reload right after the click would lose the star.
  tx.commit();
  await Promise.all([...writes, tx.done]);
  announceChange({ what: 'curation', ids: [...curations.keys()] });
}
