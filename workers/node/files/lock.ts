import { open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { readFileSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { UsageError } from '../usageError';
import { systemCode } from './atomic';

/** A holder on another machine gives a sign of life this often, and counts as gone after this long without one. */
const SIGN_MS = 10_000;
const GONE_MS = 60_000;

interface Holder {
  readonly host: string;
  readonly pid: number;
  /** When the process began, in the kernel's ticks, where the kernel says: numbers of processes come again. */
  readonly began: string | null;
}

/** Somebody else works on what the lock guards. */
export class LockedError extends UsageError {}

/** What guards a file or folder against a second run; released with `release` or by the process's end. */
export interface Lock {
  release(): Promise<void>;
}

/**
 * Takes the lock file. One whose holder is dead is taken over: at once where the holder was on this machine, after a minute
 * without a sign of life where it was on another.
 * @param what "this folder", for the message
 * @throws LockedError naming the holder
 */
export async function takeLock(path: string, what: string): Promise<Lock> {
  const mine = JSON.stringify({ host: hostname(), pid: process.pid, began: beganAt(process.pid) } satisfies Holder);
  for (let attempt = 0; attempt < 5; attempt++) {
    if (await create(path, mine)) return hold(path, mine);
    const text = await readFile(path, 'utf8').catch(() => null);
    if (text === null) continue;
    const holder = readHolder(text);
    if (holder === null ? await silent(path) : await isGone(holder, path)) {
      // Whoever renames it first takes it over; what was renamed by mistake, being another's new lock, is put back.
      const aside = `${path}.gone-${String(process.pid)}`;
      const taken = await rename(path, aside).then(() => readFile(aside, 'utf8'), () => null);
      if (taken !== null && taken !== text) await rename(aside, path);
      else await rm(aside, { force: true });
      continue;
    }
    throw new LockedError(`Another run works on ${what}${holder === null ? '' : ` (process ${String(holder.pid)} on ${holder.host})`}. Wait for it, or choose another --out.`);
  }
  throw new LockedError(`Other runs keep taking ${what}. Choose another --out.`);
}

async function create(path: string, text: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx');
    await file.writeFile(text);
    await file.close();
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
}

function hold(path: string, mine: string): Lock {
  const sign = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => undefined);
  }, SIGN_MS);
  sign.unref();
  const giveBack = () => {
    clearInterval(sign);
    try {
      if (readFileSync(path, 'utf8') === mine) rmSync(path);
    } catch {
      // Gone with its folder, or taken over by a run that thought this one dead: not ours to remove.
    }
  };
  process.once('exit', giveBack);
  return {
    release: () => {
      process.off('exit', giveBack);
      giveBack();
      return Promise.resolve();
    },
  };
}

async function isGone({ host, pid, began }: Holder, path: string): Promise<boolean> {
  if (host !== hostname()) return silent(path);
  if (pid === process.pid && began === beganAt(pid)) return false;
  return !isAlive(pid) || beganAt(pid) !== began;
}

/** True where the lock file has not been touched for so long that its holder must be gone. The file system's own clock judges. */
async function silent(path: string): Promise<boolean> {
  const probe = `${path}.now-${String(process.pid)}`;
  await (await open(probe, 'w')).close();
  const [now, held] = await Promise.all([stat(probe), stat(path).catch(() => null)]);
  await rm(probe, { force: true });
  return held === null || now.mtimeMs - held.mtimeMs > GONE_MS;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}

/** When a process began: field 22 of /proc/<pid>/stat, whose second field, the name, may hold spaces. Null for one that has ended. */
function beganAt(pid: number): string | null {
  try {
    const fields = readFileSync(`/proc/${String(pid)}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return fields[0] === 'Z' ? null : (fields[19] ?? null);
  } catch {
    return null;
  }
}

function readHolder(text: string): Holder | null {
  try {
    const { host, pid, began } = JSON.parse(text) as Partial<Holder>;
    return typeof host === 'string' && typeof pid === 'number' ? { host, pid, began: typeof began === 'string' ? began : null } : null;
  } catch {
    return null;
  }
}
