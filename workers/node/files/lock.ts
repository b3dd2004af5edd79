import { open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { readFileSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { UsageError } from '../usageError';
import { besideOf, removeLeftovers } from './leftovers';
import { beganAt, isAlive } from './processes';
import { systemCode } from './systemCode';

/** A holder on another machine gives a sign of life this often, and counts as gone after this long without one. */
const SIGN_MS = 10_000;
const GONE_MS = 60_000;
/** Between making a lock and saying in it who holds it a process needs no longer than this: one that says nobody was its last act. */
const NAMELESS_MS = 2_000;

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
  for (let attempt = 0; attempt < 5; ) {
    if (await create(path, mine)) {
      const lock = hold(path, mine);
      await removeLeftovers(path, { guarded: false });
      return lock;
    }
    const text = await readFile(path, 'utf8').catch(() => null);
    const holder = readHolder(text ?? '');
    if (text !== null && holder === null && !(await silent(path, NAMELESS_MS))) {
      await setTimeout(NAMELESS_MS / 10);
      continue;
    }
    attempt += 1;
    if (text === null) continue;
    if (holder === null || (await isGone(holder, path))) {
      // Whoever renames it first takes it over; what was renamed by mistake, being another's new lock, is put back.
      const aside = besideOf(path, 'gone');
      const taken = await rename(path, aside).then(() => readFile(aside, 'utf8'), () => null);
      if (taken !== null && taken !== text) await rename(aside, path);
      else await rm(aside, { force: true });
      continue;
    }
    throw new LockedError(`Another run works on ${what} (process ${String(holder.pid)} on ${holder.host}). Wait for it, or choose another --out.`);
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
  if (host !== hostname()) return silent(path, GONE_MS);
  if (pid === process.pid && began === beganAt(pid)) return false;
  return !isAlive(pid) || beganAt(pid) !== began;
}

/** True where the lock file has not been touched for so long, or is gone. The file system's own clock judges. */
async function silent(path: string, milliseconds: number): Promise<boolean> {
  const probe = besideOf(path, 'now');
  await (await open(probe, 'w')).close();
  const [now, held] = await Promise.all([stat(probe), stat(path).catch(() => null)]);
  await rm(probe, { force: true });
  return held === null || now.mtimeMs - held.mtimeMs > milliseconds;
}

function readHolder(text: string): Holder | null {
  try {
    const { host, pid, began } = JSON.parse(text) as Partial<Holder>;
    return typeof host === 'string' && typeof pid === 'number' ? { host, pid, began: typeof began === 'string' ? began : null } : null;
  } catch {
    return null;
  }
}
