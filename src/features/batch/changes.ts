import type { BatchChange } from '../../storage/batchChanges';
import type { BatchItemRecord, BatchRecord } from '../../storage/batchRecords';

/** A batch and what became of its faces so far, in the plan's order. */
export interface BatchProgress {
  readonly batch: BatchRecord;
  readonly items: readonly BatchItemRecord[];
}

/** Where batches are read from. */
export interface BatchReads {
  batches(): Promise<readonly BatchRecord[]>;
  items(batchId: string): Promise<readonly BatchItemRecord[]>;
}

/**
 * The queue after some changes. Only what they leave open is read: settled faces come with the change, and the faces of a batch
 * are read when it is new or when some of them were given back.
 */
export async function afterChanges(known: readonly BatchProgress[], changes: readonly BatchChange[], reads: BatchReads): Promise<BatchProgress[]> {
  const before = new Map(known.map((progress) => [progress.batch.id, progress]));
  const settled = changes.flatMap((change) => (change.what === 'item' ? [change.item] : []));
  const stale = new Set(changes.flatMap((change) => (change.what === 'batch' ? [change.id] : [])));
  const batches = changes.every(({ what }) => what === 'item') ? known.map(({ batch }) => batch) : await reads.batches();
  return Promise.all(
    batches.map(async (batch) => {
      const items = stale.has(batch.id) ? undefined : before.get(batch.id)?.items;
      const own = settled.filter(({ batchId }) => batchId === batch.id);
      return { batch, items: items === undefined ? await reads.items(batch.id) : withItems(items, own) };
    }),
  );
}

function withItems(items: readonly BatchItemRecord[], settled: readonly BatchItemRecord[]): readonly BatchItemRecord[] {
  if (settled.length === 0) return items;
  const newer = new Map(settled.map((item) => [item.index, item]));
  return [...items.filter(({ index }) => !newer.has(index)), ...newer.values()].sort((a, b) => a.index - b.index);
}
