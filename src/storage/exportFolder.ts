import { originFolder } from './originStorage';

/**
 * Finished exports on their way to the browser's downloads, where no file can be chosen: one file each in this origin's private file
 * system. The page that waits for one holds a lock by its name; what nobody waits for is left of a page that was closed.
 */
const FOLDER = 'synfer-exports';
const LOCK_PREFIX = 'synfer-export-';

/** Null where the browser has no such folder, or closes it to this page (private windows). */
export async function exportFolder(): Promise<FileSystemDirectoryHandle | null> {
  return (await originFolder())?.getDirectoryHandle(FOLDER, { create: true }).catch(() => null) ?? null;
}

/** Keeps others from removing a file. @returns the way to let go of it */
export async function holdExport(name: string): Promise<() => void> {
  return new Promise((held) => {
    void navigator.locks.request(LOCK_PREFIX + name, () => new Promise<void>((release) => held(release)));
  });
}

/** Frees the room of files that nobody waits for. */
export async function removeLeftExports(): Promise<void> {
  const folder = await exportFolder();
  if (folder === null) return;
  for await (const name of folder.keys()) {
    await navigator.locks.request(LOCK_PREFIX + name, { ifAvailable: true }, async (lock) => {
      if (lock) await folder.removeEntry(name).catch(() => undefined);
    });
  }
}

/** Removes every export, waited for or not, and the one file that all had before they had a folder. */
export async function removeAllExports(): Promise<void> {
  const root = await originFolder();
  for (const name of [FOLDER, 'synfer-export.zip']) await root?.removeEntry(name, { recursive: true }).catch(() => undefined);
}
