const CHANNEL = 'synfer-library';

export interface LibraryChange {
  /** Whether the faces themselves changed, or only what is said about them. */
  readonly what: 'faces' | 'curation';
  readonly ids: readonly string[];
}

let sender: BroadcastChannel | null = null;

/** Says to every page and worker of the studio, this one included, what has changed. */
export function announceChange(change: LibraryChange): void {
  sender ??= new BroadcastChannel(CHANNEL);
  sender.postMessage(change);
}

/** @returns a function that ends the listening */
export function onLibraryChange(listener: (change: LibraryChange) => void): () => void {
  // A channel of its own: none hears its own messages, and the page must hear the changes it makes itself.
  const receiver = new BroadcastChannel(CHANNEL);
  receiver.onmessage = (event: MessageEvent<LibraryChange>) => listener(event.data);
  return () => receiver.close();
}
