/** Whether a write failed since there is no room left for it. */
export function isStorageFull(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError';
}

/**
 * Runs a write. Where there is no room for it, room is made and it is tried once more.
 * @param makeRoom lets go of what nobody will miss; gives of how much
 * @throws what the write throws
 */
export async function withRoom<T>(write: () => Promise<T>, makeRoom: () => Promise<number>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!isStorageFull(error) || (await makeRoom()) === 0) throw error;
    return write();
  }
}

/**
 * Runs work in a transaction and waits until both have ended. Where the work fails, nothing of it is kept.
 * @throws what the work throws; where the transaction was ended for want of room, that: the work's requests then only say that they were aborted
 */
export async function inTransaction<T>(tx: { readonly done: Promise<void>; abort(): void }, work: () => Promise<T>): Promise<T> {
  const ended = tx.done.then(() => null, (error: unknown) => error);
  try {
    const value = await work();
    await tx.done;
    return value;
  } catch (error) {
    abort(tx);
    const cause = await ended;
    throw isStorageFull(cause) ? cause : error;
  }
}

function abort(tx: { abort(): void }): void {
  try {
    tx.abort();
  } catch {
    // It has ended already.
  }
}
