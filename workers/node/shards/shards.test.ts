import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testPlanFile } from '../../../src/domain/plan/testPlanFile';
import type { FailedOutcome } from '../faces/faceMaker';
import { FakeMaker } from '../faces/fakeMaker';
import { takeLock } from '../files/lock';
import { ShardFolder } from './folder';
import { runShard } from './runShard';
import type { ShardWork } from './runShard';

let out = '';
beforeEach(async () => {
  out = await mkdtemp(join(tmpdir(), 'shards-'));
});
afterEach(async () => {
  await rm(out, { recursive: true });
});

const PLAN = testPlanFile({ seeds: { first: 0, count: 8 } });
const MANIFEST = new TextEncoder().encode('{"a":"pack"}');
const SHARD = { index: 1, count: 2 };

async function work(parts: Partial<ShardWork> = {}, folder = out): Promise<ShardWork> {
  const maker = new FakeMaker();
  return {
    folder: await ShardFolder.begin(folder, PLAN, MANIFEST, SHARD),
    shard: SHARD,
    maker: () => Promise.resolve(maker),
    pack: { id: 'test-pack', sha256: 'f'.repeat(64) },
    batch: 1,
    scale: 1,
    stopping: () => false,
    onProgress: () => undefined,
    note: () => undefined,
    retryFailed: false,
    ...parts,
  };
}

/** Stops after so many faces. */
function after(faces: number): Pick<ShardWork, 'stopping' | 'onProgress'> {
  let made = 0;
  return { stopping: () => made >= faces, onProgress: (progress) => (made = progress.made) };
}

const TAR = () => join(out, 'shards/00001-of-00002.tar');
const whole = async () => [await readFile(TAR()), await readFile(join(out, 'shards/00001-of-00002.json'))];

describe('a shard', () => {
  it('is the same whatever happened on the way', async () => {
    await runShard(await work());
    const reference = await whole();
    await rm(join(out, 'shards'), { recursive: true });

    // Stopped twice, then broken off in the middle of a face.
    expect(await runShard(await work(after(3)))).toMatchObject({ kind: 'stopped', done: 3, made: 3 });
    expect(await runShard(await work(after(2)))).toMatchObject({ kind: 'stopped', done: 5, made: 2 });
    await truncate(`${TAR()}.part`, (await stat(`${TAR()}.part`)).size - 700);
    const maker = new FakeMaker();
    expect(await runShard(await work({ maker: () => Promise.resolve(maker) }))).toMatchObject({ kind: 'finished', done: 12, made: 8 });
    expect(maker.begun).toHaveLength(8);
    expect(await whole()).toEqual(reference);
  });

  it('goes on at the face where it stopped, even where the broken-off file ends in rubbish', async () => {
    await runShard(await work(after(4)));
    await appendFile(`${TAR()}.part`, Buffer.alloc(3000, 'x'));
    expect(await runShard(await work())).toMatchObject({ kind: 'finished', made: 8 });
  });

  it('that was begun without the photograph voter is made anew with it: no face of it is made otherwise than the others', async () => {
    const voting = () => {
      const maker = new FakeMaker();
      return Promise.resolve(Object.assign(maker, { about: { ...maker.about, photographVoter: { votes: true, reason: '' } } }));
    };
    await runShard(await work({ maker: voting }));
    const reference = await whole();
    await rm(join(out, 'shards'), { recursive: true });

    const notes: string[] = [];
    await runShard(await work(after(4)));
    expect(await runShard(await work({ maker: voting, note: (text) => notes.push(text) }))).toMatchObject({ kind: 'finished', made: 12 });
    expect(await whole()).toEqual(reference);
    expect(notes.join('')).toContain('made anew');
  });

  it('that is finished is skipped, without a model', async () => {
    await runShard(await work());
    const maker = () => Promise.reject(new Error('no model is needed'));
    expect(await runShard(await work({ maker }))).toMatchObject({ kind: 'skipped', done: 12 });
  });

  it.each([
    ['a flipped bit', async () => void (await flip(TAR(), 4000))],
    ['a missing end', async () => truncate(TAR(), 5000)],
  ])('that is damaged by %s is found and made again', async (_, damage) => {
    await runShard(await work());
    const reference = await whole();
    await damage();
    const notes: string[] = [];
    expect(await runShard(await work({ note: (text) => notes.push(text) }))).toMatchObject({ kind: 'finished' });
    expect(notes.join()).toContain('damaged');
    expect(await whole()).toEqual(reference);
  });

  it('records faces that cannot be made, and goes on', async () => {
    const numbers: FailedOutcome = { kind: 'failed', code: 'numerical', reason: 'not finite', ofRecipe: true };
    const failing = () => Promise.resolve(new FakeMaker(({ expression }) => (expression === 'anger' ? numbers : null)));
    expect(await runShard(await work({ maker: failing, ...after(5) }))).toMatchObject({ kind: 'stopped', failed: expect.any(Number) as number });
    expect(await runShard(await work({ maker: failing }))).toMatchObject({ kind: 'finished', done: 12, failed: 4 });
    const marker = JSON.parse(await readFile(join(out, 'shards/00001-of-00002.json'), 'utf8')) as { failed: unknown[]; faces: number };
    expect(marker.faces).toBe(8);
    expect(marker.failed[0]).toMatchObject({ code: 'numerical', reason: 'not finite' });
    // Later they may be tried again; those before the first of them stay.
    expect(await runShard(await work({ maker: failing }))).toMatchObject({ kind: 'skipped', failed: 4 });
    expect(await runShard(await work({ retryFailed: true }))).toMatchObject({ kind: 'finished', done: 12, failed: 0 });
  });

  it('is given up where the machine fails again and again, and keeps what there is', async () => {
    let made = 0;
    const broken: FailedOutcome = { kind: 'failed', code: 'out-of-memory', reason: 'no memory', ofRecipe: false };
    const failing = () => Promise.resolve(new FakeMaker(() => (++made > 4 ? broken : null)));
    await expect(runShard(await work({ maker: failing }))).rejects.toThrow('no memory');
    expect(await runShard(await work())).toMatchObject({ kind: 'finished', made: 8, failed: 0 });
  });

  it('records one failure of the machine among others that were made', async () => {
    let made = 0;
    const broken: FailedOutcome = { kind: 'failed', code: 'worker-crashed', reason: 'killed', ofRecipe: false };
    const failing = () => Promise.resolve(new FakeMaker(() => (++made === 5 ? broken : null)));
    expect(await runShard(await work({ maker: failing }))).toMatchObject({ kind: 'finished', done: 12, failed: 1 });
  });
});

describe('a folder of shards', () => {
  it('belongs to one plan, one pack and one way of cutting it', async () => {
    await runShard(await work());
    await expect(ShardFolder.begin(out, testPlanFile({ name: 'other' }), MANIFEST, SHARD)).rejects.toThrow('another plan');
    await expect(ShardFolder.begin(out, PLAN, new TextEncoder().encode('{}'), SHARD)).rejects.toThrow('another version of the pack');
    await expect(ShardFolder.begin(out, PLAN, MANIFEST, { count: 3 })).rejects.toThrow('2 shards');
  });

  it('knows which shards are missing', async () => {
    const { folder } = await work();
    await runShard(await work());
    expect(await folder.missing(2)).toEqual([0]);
  });
});

describe('a lock', () => {
  it('is held once; the second is told by whom', async () => {
    const path = join(out, 'a.lock');
    const lock = await takeLock(path, 'this folder');
    await expect(takeLock(path, 'this folder')).rejects.toThrow(`process ${String(process.pid)} on ${hostname()}`);
    await lock.release();
    await (await takeLock(path, 'this folder')).release();
  });

  it('of a process that was killed is taken over at once', async () => {
    const path = join(out, 'a.lock');
    const child = spawn('sleep', ['60']);
    await writeFile(path, JSON.stringify({ host: hostname(), pid: child.pid, began: null }));
    child.kill('SIGKILL');
    await once(child, 'exit');
    await (await takeLock(path, 'this folder')).release();
  });

  it('of a process whose number another has now is taken over', async () => {
    const path = join(out, 'a.lock');
    await writeFile(path, JSON.stringify({ host: hostname(), pid: process.ppid, began: '1' }));
    await (await takeLock(path, 'this folder')).release();
  });

  it('of another machine is taken over after a minute without a sign of life', async () => {
    const path = join(out, 'a.lock');
    await writeFile(path, JSON.stringify({ host: 'elsewhere', pid: 1, began: null }));
    await expect(takeLock(path, 'this folder')).rejects.toThrow('on elsewhere');
    const { utimes } = await import('node:fs/promises');
    const before = new Date(Date.now() - 61_000);
    await utimes(path, before, before);
    await (await takeLock(path, 'this folder')).release();
  });
});

async function flip(path: string, at: number): Promise<void> {
  const bytes = await readFile(path);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  await writeFile(path, bytes);
}
