import { create } from 'zustand';
import { onBatchChange } from '../../storage/batchChanges';
import type { BatchItemRecord, BatchRecord } from '../../storage/batchRecords';
import { listBatches, listItems } from '../../storage/batches';

/** A batch and what became of its faces so far. */
export interface BatchProgress {
  readonly batch: BatchRecord;
  readonly items: readonly BatchItemRecord[];
}

interface BatchesState {
  readonly status: 'unread' | 'ready' | 'failed';
  /** In the order in which they are made. */
  readonly batches: readonly BatchProgress[];
}

export const useBatches = create<BatchesState>(() => ({ status: 'unread', batches: [] }));

/** Changes within this time are read together. */
const GATHER_MS = 50;

/** Reads the queue and keeps it up to date, whichever tab works on it. */
export function followBatches(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const read = () => {
    readAll().catch(() => useBatches.setState({ status: 'failed' }));
  };
  const stop = onBatchChange(() => {
    clearTimeout(timer);
    timer = setTimeout(read, GATHER_MS);
  });
  read();
  return () => {
    stop();
    clearTimeout(timer);
  };
}

async function readAll(): Promise<void> {
  const batches = await Promise.all((await listBatches()).map(async (batch) => ({ batch, items: await listItems(batch.id) })));
  useBatches.setState({ status: 'ready', batches });
}
