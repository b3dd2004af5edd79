import { storageManager } from './originStorage';

/** Asks the browser to clear nothing of this origin by itself; a page may, a worker not. @returns whether it promises */
export async function askToPersist(): Promise<boolean> {
  return (await storageManager()?.persist().catch(() => false)) ?? false;
}

/** Whether the browser promised to clear nothing of this origin by itself. */
export async function isPersisted(): Promise<boolean> {
  return (await storageManager()?.persisted().catch(() => false)) ?? false;
}
