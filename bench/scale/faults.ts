// `npm run faults`: kills, a full disk and damage, against runs of a plan with the tiny pack. Prints what was lost and doubled.
//   npm run faults                 all three, 200 kills
//   npm run faults -- --kills 20   fewer kills
//   npm run faults -- --keep DIR   sets that differ from the one made undisturbed are kept there
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { plannedFaces } from '../../src/domain/plan/combinations';
import type { Plan } from '../../src/domain/plan/planFile';
import { recipeId } from '../../src/domain/recipe/canonical';
import { FACE_WORKER } from '../../workers/node/faces/processPool';
import { ROOT, TINY_PACK, writePlan } from './tinyPlan';

const PEOPLE = 40;
const SHARDS = 4;
/** Between kills at least: until a run has begun. */
const LEAST_WAIT_MS = 500;

const BUNDLE = join(ROOT, 'out/node/synth.mjs');
if (spawnSync('npm', ['run', '--silent', 'synth:bundle'], { cwd: ROOT, stdio: 'inherit' }).status !== 0) process.exit(1);

const { values } = parseArgs({ options: { kills: { type: 'string', default: '200' }, keep: { type: 'string' } } });
const work = await mkdtemp(join(tmpdir(), 'faults-'));
const planPath = join(work, 'plan.json');
const plan = await writePlan(planPath, 'tiny-random', PEOPLE, true);

/** The run as the container has it, without npm, tsx and shells between: a signal reaches it, and it starts in no time. */
function begin(out: string, workers: number): ChildProcess {
  const args = ['run', '--plan', planPath, '--out', out, '--pack', TINY_PACK, '--shards', String(SHARDS), '--workers', String(workers)];
  return spawn(process.execPath, [BUNDLE, ...args], { cwd: ROOT, stdio: ['ignore', 'ignore', 'pipe'] });
}

async function end(child: ChildProcess): Promise<{ code: number | null; said: string }> {
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said };
}

/** A set's files by name, hashed: everything in the folder, what a killed process left too. */
async function content(out: string): Promise<ReadonlyMap<string, string>> {
  const found = await readdir(out, { recursive: true, withFileTypes: true });
  const paths = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const hashed = paths.map(async (path) => [relative(out, path), createHash('sha256').update(await readFile(path)).digest('hex')] as const);
  return new Map(await Promise.all(hashed));
}

/** Where a set differs from the one made undisturbed: "too many: NAME", "lacking: NAME", "other bytes: NAME". */
async function differences(out: string, reference: ReadonlyMap<string, string>): Promise<string[]> {
  const made = await content(out);
  const lacking = [...reference.keys()].filter((name) => !made.has(name)).map((name) => `lacking: ${name}`);
  const wrong = [...made].filter(([name, hash]) => reference.get(name) !== hash);
  return [...lacking, ...wrong.map(([name]) => `${reference.has(name) ? 'other bytes' : 'too many'}: ${name}`)];
}

/** What the sets are made with, by a marker. */
async function madeWith(out: string): Promise<string> {
  const marker = JSON.parse(await readFile(join(out, 'shards/00000-of-00004.json'), 'utf8')) as { made: unknown };
  return JSON.stringify(marker.made);
}

let referenceMade = '';

const verdict = async (out: string, reference: ReadonlyMap<string, string>) => {
  const found = await differences(out, reference);
  return found.length === 0 ? 'identical' : `DIFFERENT (${found.join(', ')})`;
};

/** Faces of the plan that are not in the shards, and faces that are there more than once, by the names in the tars. */
async function lostAndDoubled(out: string, { base, ...axes }: Plan): Promise<{ lost: number; doubled: number }> {
  const found = new Map<string, number>();
  for (const name of (await readdir(join(out, 'shards'))).filter((each) => each.endsWith('.tar'))) {
    const listed = spawnSync('tar', ['-tf', join(out, 'shards', name)], { encoding: 'utf8', maxBuffer: 1e9 }).stdout;
    for (const file of listed.split('\n').filter((each) => each.endsWith('.png'))) found.set(file, (found.get(file) ?? 0) + 1);
  }
  let lost = 0;
  for (const { recipe } of plannedFaces({ base, ...axes })) if (!found.has(`${await recipeId(recipe)}.png`)) lost += 1;
  return { lost, doubled: [...found.values()].filter((count) => count > 1).length };
}

/** Numbers of a run's worker processes. */
async function workersOf(pid: number): Promise<number[]> {
  const text = await readFile(`/proc/${String(pid)}/task/${String(pid)}/children`, 'utf8').catch(() => '');
  const children = text.trim().split(' ').filter((each) => each !== '').map(Number);
  const commands = await Promise.all(children.map((child) => readFile(`/proc/${String(child)}/cmdline`, 'utf8').catch(() => '')));
  return children.filter((_, i) => commands[i]?.includes(FACE_WORKER));
}

const random = (() => {
  let state = 7;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
})();

/**
 * Kills of runs of two workers, by turns the run itself and one of its processes, at random moments; finished runs begin anew.
 * @param mostWait between kills, in milliseconds: a third of what a run takes here from start to end, so that some are finished
 */
async function kills(wanted: number, mostWait: number, reference: ReadonlyMap<string, string>): Promise<void> {
  const out = join(work, 'killed');
  const sum = { kills: 0, runsKilled: 0, processesKilled: 0, sets: 0, lost: 0, doubled: 0, different: 0 };
  while (sum.kills < wanted) {
    const run = begin(out, 2);
    const ended = end(run);
    for (let over = false; !over && sum.kills < wanted; ) {
      over = await Promise.race([ended.then(() => true), new Promise<boolean>((resolve) => setTimeout(() => resolve(false), LEAST_WAIT_MS + random() * mostWait))]);
      if (over || run.pid === undefined) break;
      const workers = await workersOf(run.pid);
      const victim = sum.kills % 2 === 0 ? run.pid : workers[Math.floor(random() * workers.length)];
      if (victim === undefined) continue;
      if (!kill(victim)) continue;
      sum.kills += 1;
      if (victim === run.pid) sum.runsKilled += 1;
      else sum.processesKilled += 1;
      over = victim === run.pid;
    }
    const { code, said } = await ended;
    if (code !== 0 && code !== null) throw new Error(`A run ended with ${String(code)}: ${said}`);
    if (code === 0) {
      sum.sets += 1;
      await compare(out, reference, sum);
      await rm(out, { recursive: true });
    }
    process.stderr.write(`\r${String(sum.kills)} kills, ${String(sum.sets)} sets`);
  }
  if ((await end(begin(out, 2))).code !== 0) throw new Error('The last run could not be finished.');
  sum.sets += 1;
  await compare(out, reference, sum);
  console.log(`\nkills: ${JSON.stringify(sum)}`);
}

/** @returns false where the process has just ended by itself */
function kill(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch {
    return false;
  }
}

async function compare(out: string, reference: ReadonlyMap<string, string>, sum: { lost: number; doubled: number; different: number }): Promise<void> {
  const { lost, doubled } = await lostAndDoubled(out, plan);
  sum.lost += lost;
  sum.doubled += doubled;
  const found = await differences(out, reference);
  if (found.length === 0) return;
  if ((await madeWith(out)) !== referenceMade) throw new Error('The photograph voter came, went or changed while this ran (npm run voter, npm run build): begin again, with nothing building beside.');
  sum.different += 1;
  console.log(`\na set differs: ${found.join(', ')}`);
  if (values.keep !== undefined) await cp(out, join(values.keep, String(sum.different)), { recursive: true });
}

/** A run onto a file system that is too small, then with room. */
async function fullDisk(reference: ReadonlyMap<string, string>): Promise<void> {
  const mount = join(work, 'small');
  await mkdir(mount);
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', mount]).status !== 0) {
    console.log('full disk: not tried, a tmpfs cannot be mounted here (it takes root)');
    return;
  }
  try {
    const out = join(mount, 'out');
    // Little is free at the start, as where another program fills the disk meanwhile.
    await writeFile(join(mount, 'ballast'), Buffer.alloc(7_700_000));
    const before = await end(begin(out, 1));
    const gone = await end(beginFilled(out, mount));
    await rm(join(mount, 'ballast'));
    await rm(join(mount, 'filling'), { force: true });
    const after = await end(begin(out, 1));
    console.log(`full disk: known beforehand: exit code ${String(before.code)} (${lastLine(before.said)}); mid-shard: exit code ${String(gone.code)} (${lastLine(gone.said)}); with room: exit code ${String(after.code)}, ${await verdict(out, reference)}`);
  } finally {
    spawnSync('umount', [mount]);
  }
}

/** Begins with room, and fills the disk while the first shard is made. */
function beginFilled(out: string, mount: string): ChildProcess {
  spawnSync('rm', [join(mount, 'ballast')]);
  const run = begin(out, 1);
  run.stderr?.once('data', () => {
    // To the last byte.
    spawnSync('dd', ['if=/dev/zero', `of=${join(mount, 'filling')}`, 'bs=64k']);
    spawnSync('dd', ['if=/dev/zero', `of=${join(mount, 'ballast')}`, 'bs=512']);
  });
  return run;
}

const lastLine = (text: string) => text.trim().split('\n').filter((line) => !line.startsWith('--help') && line !== '').at(-1) ?? '';

/** A finished shard with three bits flipped. */
async function damage(reference: ReadonlyMap<string, string>): Promise<void> {
  const out = join(work, 'damaged');
  await end(begin(out, 1));
  const path = join(out, 'shards/00002-of-00004.tar');
  const sound = await readFile(path);
  const bytes = Buffer.from(sound);
  for (let i = 0; i < 3; i++) bytes.writeUInt8(bytes.readUInt8(4000 + i * 7000) ^ 1, 4000 + i * 7000);
  await writeFile(path, bytes);
  const { code, said } = await end(begin(out, 1));
  console.log(`damaged shard: exit code ${String(code)}, ${said.includes('is damaged') ? 'found' : 'NOT FOUND'}, ${await verdict(out, reference)}`);
}

try {
  const one = join(work, 'reference');
  const begun = performance.now();
  if ((await end(begin(one, 1))).code !== 0) throw new Error('The reference could not be made.');
  const third = (performance.now() - begun) / 3;
  const reference = await content(one);
  referenceMade = await madeWith(one);
  await damage(reference);
  await fullDisk(reference);
  await kills(Number(values.kills), third, reference);
} finally {
  await rm(work, { recursive: true, force: true });
}
