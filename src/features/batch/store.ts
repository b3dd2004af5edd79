import { create } from 'zustand';
import { onBatchChange, type BatchChange } from '../../storage/batchChanges';
import { listBatches, listItems } from '../../storage/batches';
import { afterChanges, type BatchProgress } from './changes';

interface BatchesState {
  readonly status: 'unread' | 'ready' | 'failed';
  /** In the order in which they are made. */
  readonly batches: readonly BatchProgress[];
}

export const useBatches = create<BatchesState>(() => ({ status: 'unread', batches: [] }));

/** Changes within this time are taken in together. */
const GATHER_MS = 50;

/** Reads the queue and keeps it up to date, whichever tab works on it. */
export function followBatches(): () => void {
  // Nobody listened since the view was last open: all is read anew.
  useBatches.setState({ batches: [] });
  let gathered: BatchChange[] = [{ what: 'queue' }];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = Promise.resolve();
  const takeIn = () => {
    const changes = gathered;
    gathered = [];
    // One after the other: each builds on what the one before it found.
    last = last.then(() => update(changes));
  };
  const stop = onBatchChange((change) => {
    gathered.push(change);
    clearTimeout(timer);
    timer = setTimeout(takeIn, GATHER_MS);
  });
  takeIn();
  return () => {
    stop();
    clearTimeout(timer);
  };
}

async function update(changes: readonly BatchChange[]): Promise<void> {
  try {
    const { status, batches } = useBatches.getState();
    const all: readonly BatchChange[] = status === 'failed' ? [{ what: 'queue' }] : changes;
    useBatches.setState({ status: 'ready', batches: await afterChanges(batches, all, { batches: listBatches, items: listItems }) });
  } catch {
    useBatches.setState({ status: 'failed', batches: [] });
  }
}
