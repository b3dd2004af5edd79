import { readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { isAlive } from './processes';

/** A process on another machine that has not touched its file for so long is gone. */
const GONE_MS = 60_000;

/** For what a process needs a file beside another for a moment: to write it whole, to take a dead one's lock, to read the file system's clock. */
export type Purpose = 'tmp' | 'gone' | 'now';

/** Name of a file that this process needs for a moment beside the one at `path`. It says whose it is, so that others can tell when it is nobody's. */
export function besideOf(path: string, purpose: Purpose): string {
  return `${path}.${purpose}-${hostname()}-${String(process.pid)}`;
}

/**
 * Removes what processes that were killed left beside the file at `path`: theirs that ran on this machine at once, those of other machines
 * after a minute.
 * @param guarded nobody else may write the path now: all of it can go
 */
export async function removeLeftovers(path: string, { guarded }: { readonly guarded: boolean }): Promise<void> {
  const folder = dirname(path);
  for (const name of await readdir(folder)) {
    const owner = ownerOf(name, basename(path));
    if (owner === null) continue;
    const file = join(folder, name);
    if (guarded || (await isNobodys(owner, file))) await rm(file, { force: true });
  }
}

interface Owner {
  readonly host: string;
  readonly pid: number;
}

function ownerOf(name: string, beside: string): Owner | null {
  if (!name.startsWith(`${beside}.`)) return null;
  const [, host, pid] = /^(?:tmp|gone|now)-(.+)-(\d+)$/.exec(name.slice(beside.length + 1)) ?? [];
  return host === undefined ? null : { host, pid: Number(pid) };
}

async function isNobodys({ host, pid }: Owner, file: string): Promise<boolean> {
  // This process has no such file while it removes those of others.
  if (host === hostname()) return pid === process.pid || !isAlive(pid);
  const found = await stat(file).catch(() => null);
  return found !== null && Date.now() - found.mtimeMs > GONE_MS;
}
