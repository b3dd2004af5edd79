import { UNTOUCHED, isUntouched, united, type Curation } from '../domain/curation/curation';
import type { Face } from '../domain/face/face';
import { announceChange } from './changes';
import { writeStudioDb } from './db';
import { momentOf } from './moment';
import { withRoom } from './room';
import { summarise } from './summary';
import { emptyTrash } from './trash';

/** What became of a face that came from elsewhere: it is new here, or was here and has had curation added, or nothing. */
export type Imported = 'added' | 'merged' | 'known';

/**
 * Keeps a face from elsewhere with what was said about it, in one transaction. A face that is kept already stays as it is,
 * and what was said about it here is only added to. Where there is no room, deleted faces are let go of.
 */
export async function importFace(face: Face, curation: Curation, now = Date.now()): Promise<Imported> {
  const imported = await withRoom(() => putFace(face, curation, now), () => emptyTrash(0));
  if (imported !== 'known') announceChange({ what: imported === 'added' ? 'faces' : 'curation', ids: [face.id] });
  return imported;
}

async function putFace(face: Face, curation: Curation, now: number): Promise<Imported> {
  const summary = summarise({ ...face, savedAt: now });
  return writeStudioDb(['faces', 'summaries', 'curations', 'trash'], async (tx) => {
    const summaries = tx.objectStore('summaries');
    const curations = tx.objectStore('curations');
    const [known, before = UNTOUCHED] = await Promise.all([summaries.getKey(face.id), curations.get(face.id)]);
    if (known === undefined) {
      const savedAt = await momentOf(tx.objectStore('faces'), now);
      await tx.objectStore('faces').put({ ...face, savedAt });
      await summaries.put({ ...summary, savedAt });
      await tx.objectStore('trash').delete(face.id);
    }
    const after = united(before, curation);
    const merged = after !== before && !isUntouched(after);
    if (merged) await curations.put({ ...after, faceId: face.id });
    if (known === undefined) return 'added';
    return merged ? 'merged' : 'known';
  });
}
