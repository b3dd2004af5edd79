import { UNTOUCHED, isUntouched, united, type Curation } from '../domain/curation/curation';
import type { Face } from '../domain/face/face';
import { announceChange } from './changes';
import { openStudioDb } from './db';
import { summarise } from './summary';

/** What became of a face that came from elsewhere: it is new here, or was here and has had curation added, or nothing. */
export type Imported = 'added' | 'merged' | 'known';

/**
 * Keeps a face from elsewhere with what was said about it, in one transaction. A face that is kept already stays as it is,
 * and what was said about it here is only added to.
 */
export async function importFace(face: Face, curation: Curation, now = Date.now()): Promise<Imported> {
  const record = { ...face, savedAt: now };
  const summary = summarise(record);
  const tx = (await openStudioDb()).transaction(['faces', 'summaries', 'curations'], 'readwrite');
  const summaries = tx.objectStore('summaries');
  const curations = tx.objectStore('curations');
  const [known, before = UNTOUCHED] = await Promise.all([summaries.getKey(face.id), curations.get(face.id)]);
  if (known === undefined) {
    await tx.objectStore('faces').put(record);
    await summaries.put(summary);
  }
  const after = united(before, curation);
  const merged = after !== before && !isUntouched(after);
  if (merged) await curations.put({ ...after, faceId: face.id });
  await tx.done;
  if (known === undefined || merged) announceChange({ what: known === undefined ? 'faces' : 'curation', ids: [face.id] });
  if (known === undefined) return 'added';
  return merged ? 'merged' : 'known';
}
