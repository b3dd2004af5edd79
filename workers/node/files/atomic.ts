import { open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Writes a file beside its place and renames it there: whoever reads the path finds the whole file or none. */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const beside = `${path}.tmp-${String(process.pid)}`;
  try {
    const file = await open(beside, 'w');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

/** Removes what `writeWhole` of this path left beside it where its process was killed. Nobody may be writing the path meanwhile. */
export async function removeLeftovers(path: string): Promise<void> {
  const stem = `${basename(path)}.tmp-`;
  const names = await readdir(dirname(path));
  await Promise.all(names.filter((name) => name.startsWith(stem)).map((name) => rm(join(dirname(path), name), { force: true })));
}

/** Makes the names in a folder last, where the file system can. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

/** The error's code ("ENOENT"); null where it has none. */
export function systemCode(error: unknown): string | null {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : null;
}
