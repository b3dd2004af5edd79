const CHANNEL = 'synfer-batches';

let sender: BroadcastChannel | null = null;

/** Says to every page of the studio, this one included, that the queue has changed. */
export function announceBatchChange(): void {
  sender ??= new BroadcastChannel(CHANNEL);
  sender.postMessage(null);
}

/** @returns a function that ends the listening */
export function onBatchChange(listener: () => void): () => void {
  // A channel of its own: none hears its own messages, and the page must hear the changes it makes itself.
  const receiver = new BroadcastChannel(CHANNEL);
  receiver.onmessage = () => listener();
  return () => receiver.close();
}
