import { writeStudioDb } from './db';
import { readDraftAside } from './draft';
import { readBatchRecord, readFaceRecord } from './reading';
import { summarise } from './summary';

/** What is kept and cannot be read by this version. It stays as it is until one that can comes, or the person deletes everything. */
export interface SetAside {
  readonly kind: 'face' | 'batch' | 'draft';
  /** A face's id, a batch's name. */
  readonly name: string;
  /** A sentence. */
  readonly why: string;
}

/**
 * All that is set aside. A face that an earlier version set aside and this one can read is listed among the others again: only faces
 * without a summary are looked at, so that thousands of others cost nothing.
 */
export async function listSetAside(): Promise<SetAside[]> {
  const aside = await writeStudioDb(['faces', 'summaries', 'trash', 'batches'], async (tx): Promise<SetAside[]> => {
    const [ids, summarised, deleted, batches] = await Promise.all([
      tx.objectStore('faces').getAllKeys(),
      tx.objectStore('summaries').getAllKeys(),
      tx.objectStore('trash').getAllKeys(),
      tx.objectStore('batches').getAll(),
    ]);
    const accountedFor = new Set([...summarised, ...deleted]);
    const found: SetAside[] = [];
    for (const id of ids) {
      if (accountedFor.has(id)) continue;
      const read = readFaceRecord(await tx.objectStore('faces').get(id));
      if (read.ok) await tx.objectStore('summaries').put(summarise(read.value));
      else found.push({ kind: 'face', name: id, why: read.why });
    }
    for (const batch of batches) {
      const read = readBatchRecord(batch);
      if (!read.ok) found.push({ kind: 'batch', name: batch.name, why: read.why });
    }
    return found;
  });
  const draft = readDraftAside();
  return draft === null ? aside : [...aside, { kind: 'draft', name: 'the recipe on the panel', why: draft }];
}
