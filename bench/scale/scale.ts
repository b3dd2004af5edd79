// `npm run bench -- scale`: faces a second by workers and by batch, and the merge of many label rows. Writes bench/scale/figures.json and
// the table in docs/scale.md. SCALE_FACES and SCALE_ROWS change how much is measured ("30", or 0 for the rates of
// the last run; "10000,100000").
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Workshop } from '../../workers/node/faces/workshop';
import { betweenMarks } from '../figures';
import type { Circumstances } from '../figures';
import { writePoolShards } from './poolShards';
import { PACK, facesPerSecond, recipesOf } from './rate';
import { ROOT, SYNTH, writePlan } from './tinyPlan';

const DOCS = fileURLToPath(new URL('../../docs/scale.md', import.meta.url));
const JSON_FILE = fileURLToPath(new URL('figures.json', import.meta.url));

const FACES = Number(process.env['SCALE_FACES'] ?? 60);
const ROWS = (process.env['SCALE_ROWS'] ?? '10000,100000').split(',').map(Number);
const BATCHES = [1, 4, 16];
const WORKERS = [1, 2];
const MILLION = 1_000_000;

interface Rate {
  readonly what: string;
  readonly facesPerSecond: number;
}

interface MergeFigures {
  readonly rows: number;
  readonly seconds: number;
  readonly peakMB: number;
}

interface ScaleFigures extends Circumstances {
  readonly rates: readonly Rate[];
  readonly merges: readonly MergeFigures[];
}

export async function benchScale(circumstances: Circumstances): Promise<void> {
  const work = await mkdtemp(join(tmpdir(), 'bench-scale-'));
  try {
    const rates = FACES === 0 ? await formerRates() : [...(await rateByWorkers(work, true, FACES)), ...(await rateByWorkers(work, false, Math.ceil(FACES / 6))), ...(await rateByBatch(work, true)), ...(await rateByBatch(work, false))];
    const merges: MergeFigures[] = [];
    for (const rows of ROWS) merges.push(await mergeOf(work, rows));
    const figures: ScaleFigures = { ...circumstances, rates, merges };
    const text = table(figures);
    console.log(text);
    await writeFile(JSON_FILE, `${JSON.stringify(figures, null, 2)}\n`);
    await writeFile(DOCS, betweenMarks(await readFile(DOCS, 'utf8'), '<!-- scale -->', '<!-- /scale -->', text));
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Those of the last run, where only merges are measured. */
async function formerRates(): Promise<readonly Rate[]> {
  return (JSON.parse(await readFile(JSON_FILE, 'utf8')) as ScaleFigures).rates;
}

/** Processes of one thread. */
async function rateByWorkers(work: string, student: boolean, faces: number): Promise<Rate[]> {
  const rates: Rate[] = [];
  for (const workers of WORKERS) {
    const what = `${student ? 'student, 4 steps' : 'teacher, 20 guided steps'}, ${String(workers)} worker${workers > 1 ? 's' : ''}`;
    rates.push({ what, facesPerSecond: await facesPerSecond(work, student, faces, { workers, threads: 1 }) });
  }
  return rates;
}

/** Of one process, faces of one session run on the processor: three of the largest batches of the student, two of the teacher, less the first batch. */
async function rateByBatch(work: string, student: boolean): Promise<Rate[]> {
  const rates: Rate[] = [];
  for (const batch of BATCHES) {
    const workshop = await Workshop.open({ pack: PACK, provider: 'cpu', threads: 1, batch, layout: null, scale: 1 });
    const recipes = await recipesOf(work, student, (student ? 3 : 2) * Math.max(...BATCHES));
    await workshop.makeTogether(recipes.slice(0, batch));
    const begun = performance.now();
    for (let from = batch; from < recipes.length; from += batch) await workshop.makeTogether(recipes.slice(from, from + batch));
    rates.push({ what: `${student ? 'student' : 'teacher'}, 1 worker, batch of ${String(batch)}`, facesPerSecond: ((recipes.length - batch) / (performance.now() - begun)) * 1000 });
  }
  return rates;
}

/** Eight rows a person, as WebDataset. */
async function mergeOf(work: string, rows: number): Promise<MergeFigures> {
  const [from, out] = [join(work, `shards-${String(rows)}`), join(work, `set-${String(rows)}`)];
  const tiny = await writePlan(join(work, 'rows.json'), 'tiny-random', Math.ceil(rows / 8), true);
  await writePoolShards(from, { ...tiny, intensities: [1, 0.9, 0.8, 0.7], expressions: ['happiness', 'anger'] });
  // Of the process itself: getrusage's peak is that of the process that began it, where that was larger.
  const told = 'import { readFileSync } from "node:fs"; process.on("exit", () => console.error(`peak ${/VmHWM:\\s+(\\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1]}`))';
  const begun = performance.now();
  const merge = spawn(process.execPath, ['--import', 'tsx', '--import', `data:text/javascript,${encodeURIComponent(told)}`, SYNTH, 'merge', '--from', from, '--out', out, '--format', 'webdataset'], { cwd: ROOT });
  let said = '';
  merge.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(merge, 'close')) as [number];
  if (code !== 0) throw new Error(said);
  const seconds = (performance.now() - begun) / 1000;
  await rm(from, { recursive: true });
  await rm(out, { recursive: true });
  return { rows, seconds, peakMB: Number(/peak (\d+)/.exec(said)?.[1]) / 1024 };
}

function table({ machine, loadBefore, date, rates, merges }: ScaleFigures): string {
  const base = (what: string) => rates.find((rate) => what.startsWith(rate.what.split(',').slice(0, 2).join(',')) || what === rate.what)?.facesPerSecond ?? NaN;
  const twoWorkers = rates.find(({ what }) => what.startsWith('student') && what.endsWith('2 workers'))?.facesPerSecond ?? NaN;
  const hours = (nodes: number) => (MILLION / (twoWorkers * nodes) / 3600).toFixed(1);
  return [
    `| ${machine}, load ${loadBefore.toFixed(1)} beforehand, ${date} | faces a second | of the first |`,
    '|---|---|---|',
    ...rates.map(({ what, facesPerSecond }) => `| ${what} | ${facesPerSecond.toFixed(2)} | ${(facesPerSecond / base(what)).toFixed(2)}× |`),
    '',
    '| merge into WebDataset, pictures from a small pool | time | peak memory |',
    '|---|---|---|',
    ...merges.map(({ rows, seconds, peakMB }) => `| ${rows.toLocaleString('en')} rows | ${seconds.toFixed(0)} s | ${peakMB.toFixed(0)} MB |`),
    '',
    `A million faces of the student at the rate of two workers, a node as this machine: ${hours(1)} hours on one node, ${hours(10)} on 10, ${hours(100)} on 100.`,
  ].join('\n');
}
