/**
 * What this origin may keep, asked of the browser's StorageManager: the one place that does. WebKitGTK has none, and private windows close
 * its files to the page.
 */
export function storageManager(): StorageManager | null {
  // oxlint-disable-next-line no-restricted-properties -- this is the place
  return 'storage' in navigator ? navigator.storage : null;
}

/** The folder of this origin's private files; null where the browser has none, or closes it to this page. */
export async function originFolder(): Promise<FileSystemDirectoryHandle | null> {
  const storage = storageManager();
  return storage && 'getDirectory' in storage ? storage.getDirectory().catch(() => null) : null;
}

/** Bytes that this origin may keep and does; undefined where the browser does not say. */
export async function originRoom(): Promise<{ readonly quota: number | undefined; readonly usage: number | undefined }> {
  const { quota, usage } = (await storageManager()?.estimate().catch(() => null)) ?? {};
  return { quota, usage };
}
