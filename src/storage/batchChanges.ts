import type { BatchItemRecord } from './batchRecords';

/** What is different in the queue: enough to read no more than that again. */
export type BatchChange =
  /** Which batches there are, their order, or their states. */
  | { readonly what: 'queue' }
  /** A face of a batch was made, found, or given up. */
  | { readonly what: 'item'; readonly item: BatchItemRecord }
  /** A batch's state, and which of its faces are settled. */
  | { readonly what: 'batch'; readonly id: string };

const CHANNEL = 'synfer-batches';

let sender: BroadcastChannel | null = null;

/** Says to every page of the studio, this one included, what has changed in the queue. */
export function announceBatchChange(change: BatchChange): void {
  sender ??= new BroadcastChannel(CHANNEL);
  sender.postMessage(change);
}

/** @returns a function that ends the listening */
export function onBatchChange(listener: (change: BatchChange) => void): () => void {
  // A channel of its own: none hears its own messages, and the page must hear the changes it makes itself.
  const receiver = new BroadcastChannel(CHANNEL);
  receiver.onmessage = (event: MessageEvent<BatchChange>) => listener(event.data);
  return () => receiver.close();
}
