import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm, stat, utimes } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { testPlanFile } from '../../../src/domain/plan/testPlanFile';
import { FakeMaker } from '../faces/fakeMaker';
import { ShardFolder } from './folder';
import { runShard } from './runShard';

/** A kill as the file system sees it: from one call on, none is made any more. */
const kill = vi.hoisted(() => {
  const state = { callsLeft: Infinity, torn: false, opened: [] as FileHandle[], writesAt: [] as number[] };
  const never = () => new Promise<never>(() => undefined);
  return {
    state,
    /** Makes the call, or nothing ever again. */
    reach: async <T>(call: () => Promise<T>, half?: () => Promise<unknown>): Promise<T> => {
      if (state.callsLeft <= 0) return never();
      if (half) state.writesAt.push(state.callsLeft);
      state.callsLeft -= 1;
      if (state.callsLeft > 0) return call();
      if (state.torn) await half?.();
      return never();
    },
  };
});

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  type Call = (...args: unknown[]) => Promise<unknown>;
  const counted = (call: Call, half?: Call): Call => (...args) => kill.reach(() => call(...args), half && (() => half(...args)));
  const wrapped = (file: FileHandle) => {
    const write = file.write.bind(file) as unknown as Call;
    const halfWritten: Call = (bytes, offset, length, position) => write(bytes, offset, Math.floor(Number(length) / 2), position);
    // Whether it has reached the disk is no matter of a kill, and takes longest.
    const own: Record<string, Call> = { write: counted(write, halfWritten), sync: counted(() => Promise.resolve()) };
    for (const name of ['writeFile', 'truncate', 'close'] as const) own[name] = counted(file[name].bind(file) as Call);
    return new Proxy(file, { get: (_, name) => own[String(name)] ?? bound(file, name) });
  };
  const bound = (file: FileHandle, name: string | symbol): unknown => {
    const value: unknown = Reflect.get(file, name, file);
    return typeof value === 'function' ? (value.bind(file) as unknown) : value;
  };
  return {
    ...real,
    mkdir: counted(real.mkdir as Call),
    rename: counted(real.rename as Call),
    rm: counted(real.rm as Call),
    open: counted(async (...args) => {
      const file = await (real.open as unknown as (...args: unknown[]) => Promise<FileHandle>)(...args);
      kill.state.opened.push(file);
      return wrapped(file);
    }),
  };
});

const PLAN = testPlanFile({ seeds: { first: 0, count: 1 } });
const SHARD = { index: 0, count: 1 };
const folders: string[] = [];
const own = process.pid;

/** Each run is a process of its own, and none of a number that the machine has. */
let lives = 90_000_000;

/** Runs the plan in a folder. @param calls of the file system, at the last of which it is killed @returns faces that were begun, and calls that were left */
async function life(out: string, calls: number, torn = false): Promise<{ begun: number; ended: boolean; left: number }> {
  Object.defineProperty(process, 'pid', { value: lives++, configurable: true });
  Object.assign(kill.state, { callsLeft: calls, torn, writesAt: [] });
  const maker = new FakeMaker();
  const run = async () => {
    const folder = await ShardFolder.begin(out, PLAN, new TextEncoder().encode('{}'), SHARD);
    return runShard({
      folder, shard: SHARD, maker: () => Promise.resolve(maker), pack: { id: 'test-pack', sha256: 'f' }, batch: 1, scale: 1,
      stopping: () => false, onProgress: () => undefined, note: () => undefined, retryFailed: false,
    });
  };
  const killed = async () => {
    while (kill.state.callsLeft > 0) await new Promise((resolve) => setTimeout(resolve, 1));
    await new Promise((resolve) => setTimeout(resolve, 5));
    return null;
  };
  const end = await Promise.race([run(), killed()]);
  const left = kill.state.callsLeft;
  Object.assign(kill.state, { callsLeft: Infinity, torn: false });
  if (end === null) await afterKill(out);
  return { begun: maker.begun.length, ended: end !== null, left };
}

/** What the kernel does for a dead process; and time goes by, so that a lock that says nobody is nobody's. */
async function afterKill(out: string): Promise<void> {
  await Promise.all(kill.state.opened.splice(0).map((file) => file.close().catch(() => undefined)));
  const lock = join(out, 'shards/00000-of-00001.lock');
  if ((await stat(lock).catch(() => null))?.size === 0) await utimes(lock, 0, 0);
}

async function content(out: string): Promise<string[]> {
  const files = (await readdir(out, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const lines = files.map(async ({ parentPath, name }) => {
    const path = join(parentPath, name);
    return `${relative(out, path)} ${createHash('sha256').update(await readFile(path)).digest('hex')}`;
  });
  return (await Promise.all(lines)).sort();
}

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kills-'));
  folders.push(folder);
  return folder;
}

afterEach(async () => {
  Object.defineProperty(process, 'pid', { value: own, configurable: true });
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
});

describe('a run that is killed at any call to the file system', () => {
  it.each([
    ['before it', false],
    ['half-way through what it writes', true],
  ])('%s, and its successor too, loses nothing, makes no face twice and leaves nothing behind', { timeout: 600_000 }, async (_, torn) => {
    const reference = await newFolder();
    const calls = 1000 - (await life(reference, 1000)).left;
    expect(calls).toBeGreaterThan(20);
    const writes = kill.state.writesAt.map((left) => 1001 - left);
    const expected = await content(reference);
    const faces = 3;
    for (const at of torn ? writes : Array.from({ length: calls }, (_each, i) => i + 1)) {
      const out = await newFolder();
      const first = await life(out, at, torn);
      expect(first.ended).toBe(false);
      // The successor is killed a few calls on, while it takes over what it found.
      const second = await life(out, 1 + (at % 12), torn);
      const last = await life(out, Infinity);
      expect(last.ended).toBe(true);
      expect(await content(out), `killed at call ${String(at)} of ${String(calls)}`).toEqual(expected);
      // The face under way when a run was killed is made again, and no other.
      expect(first.begun + second.begun + last.begun).toBeLessThanOrEqual(faces + 2);
    }
  });
});
