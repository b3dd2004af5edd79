/**
 * Whether this page may still keep anything. Every page of the studio holds a lock, shared with the others, while it is open; who
 * deletes everything tells them, waits until the lock is nobody else's, and lets it go when nothing is left to delete. Pages that
 * were told keep nothing any more and open anew, behind that lock: as on the first day.
 */
const LOCK = 'synfer-open';
const CHANNEL = 'synfer-erasing';
/** A page that does not answer, frozen by its browser say, hinders nobody for longer. */
const PATIENCE_MS = 10_000;

/** Nothing may be kept any more: everything is being deleted. */
export class StorageClosedError extends Error {
  override readonly name = 'StorageClosedError';

  constructor() {
    super('Everything that the studio keeps in this browser is being deleted. Reload the page to begin anew.');
  }
}

let closed = false;
let letGo: (() => void) | null = null;
let channel: BroadcastChannel | null = null;

/** @throws StorageClosedError once everything is being deleted */
export function refuseWhenClosed(): void {
  if (closed) throw new StorageClosedError();
}

/**
 * Opens the page: comes back at once, or when another page has deleted everything.
 * @param onErasing told when another page begins to; nothing of this one is kept from then on
 */
export async function openPage(onErasing: () => void): Promise<void> {
  channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = () => {
    closed = true;
    onErasing();
  };
  await new Promise<void>((opened) => {
    const held = () => {
      opened();
      return new Promise<void>((resolve) => {
        letGo = resolve;
      });
    };
    void navigator.locks.request(LOCK, { mode: 'shared' }, held);
  });
}

/**
 * Has a page delete everything, once no other page keeps anything. This one keeps nothing any more either.
 * @param erase must end with the page left: the others go on when it is gone
 */
export async function eraseAlone(erase: () => Promise<void>): Promise<void> {
  closed = true;
  channel?.postMessage(null);
  letGo?.();
  await new Promise<void>((resolve, reject) => {
    // What could not be deleted lets the others go on; otherwise the lock ends with the page.
    const held = () => erase().then(() => (resolve(), new Promise<never>(() => undefined)), reject);
    navigator.locks.request(LOCK, { signal: AbortSignal.timeout(PATIENCE_MS) }, held).catch(held);
  });
}
