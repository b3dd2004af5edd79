import { isUntouched } from '../domain/curation/curation';
import type { Curation } from '../domain/curation/curation';
import { changedBy } from './curation';
import type { ChangedCuration, CurationChange } from './curation';
import { openStudioDb, writeStudioDb } from './db';
import type { SetVerdictRecord } from './db';

/** What was said in this browser about the faces of a plan, by face. */
export async function listSetVerdicts(plan: string): Promise<Map<string, Curation>> {
  const records = await (await openStudioDb()).getAll('setVerdicts', IDBKeyRange.bound([plan, ''], [plan, '\uffff']));
  return new Map(records.map((record) => [record.faceId, curationIn(record)]));
}

/**
 * Changes what is said about faces of a plan, each as it stands in the store, in one transaction.
 * @param beside what lies beside the set: said where this browser has nothing of a face
 * @returns what was changed, by face
 */
export async function changeSetVerdicts(plan: string, ids: readonly string[], change: CurationChange, beside: ReadonlyMap<string, Curation>): Promise<ReadonlyMap<string, ChangedCuration>> {
  let changed: ReadonlyMap<string, ChangedCuration> = new Map();
  await writeStudioDb(['setVerdicts'], async (tx) => {
    const verdicts = tx.objectStore('setVerdicts');
    const records = await Promise.all(ids.map((faceId) => verdicts.get([plan, faceId])));
    changed = changedBy(ids, records.map((record, i) => (record === undefined ? beside.get(ids[i] ?? '') : curationIn(record))), change);
    // A verdict withdrawn stays as one that says nothing, or what lies beside the set would come back.
    const writes = Array.from(changed, ([faceId, { after }]): Promise<unknown> =>
      isUntouched(after) && !beside.has(faceId) ? verdicts.delete([plan, faceId]) : verdicts.put({ ...after, plan, faceId }),
    );
    tx.commit();
    await Promise.all(writes);
  });
  return changed;
}

function curationIn({ plan: _plan, faceId: _faceId, ...curation }: SetVerdictRecord): Curation {
  return curation;
}
