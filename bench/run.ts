// `npm run bench`: how fast the studio is on this machine. Prints the figures, writes them to bench/figures.json and into
// README.md. `npm run bench -- speed`, `-- steps`, `-- synth`, `-- packs`, `-- library`, `-- response`, `-- thread`, `-- set` or `-- fuzz` measures one part and leaves the
// others as they were;
// `-- scale` writes into docs/scale.md.
import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { BUSY_LOAD, betweenMarks, markdown } from './figures';
import type { Circumstances, Figures } from './figures';
import { benchFuzz } from './fuzz/fuzz';
import { benchLibrary } from './library';
import { benchPacks } from './packs';
import { benchPageThread } from './pageThread';
import { benchResponse } from './response';
import { benchScale } from './scale/scale';
import { benchSet } from './setThread';
import { benchSpeed } from './speed';
import { benchSteps } from './steps';
import { benchSynth } from './synth';

const JSON_FILE = fileURLToPath(new URL('figures.json', import.meta.url));
const README = fileURLToPath(new URL('../README.md', import.meta.url));

const PARTS: Record<string, () => Promise<Figures>> = {
  speed: async () => ({ speed: { ...circumstances(), ...(await benchSpeed()) } }),
  steps: async () => ({ steps: { ...circumstances(), msPerStep: await benchSteps() } }),
  synth: async () => ({ synth: { ...circumstances(), ...(await benchSynth()) } }),
  fuzz: async () => ({ fuzz: { ...circumstances(), ...(await benchFuzz()) } }),
  packs: async () => ({ packs: { ...circumstances(), ...(await benchPacks()) } }),
  library: async () => ({ library: { ...circumstances(), ...(await benchLibrary()) } }),
  thread: async () => ({ thread: { ...circumstances(), ...(await benchPageThread()) } }),
  set: async () => ({ set: { ...circumstances(), ...(await benchSet()) } }),
  response: async () => ({ response: { ...circumstances(), ...(await benchResponse()) } }),
};

function circumstances(): Circumstances {
  return {
    machine: `${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${availableParallelism()} core(s)`,
    loadBefore: loadavg()[0] ?? NaN,
    date: new Date().toISOString().slice(0, 10),
  };
}

const load = loadavg()[0] ?? NaN;
if (load > BUSY_LOAD) console.log(`NOT ALONE: the load is ${load.toFixed(1)} before anything is measured. Times are too long; ratios within this run hold better.\n`);

const asked = process.argv.slice(2);
for (const [name, measure] of Object.entries(PARTS)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const figures = await measure();
  console.log(`${markdown(figures)}\n`);
  // Kept at once: a later part may fail.
  const all: Figures = { ...(JSON.parse(await readFile(JSON_FILE, 'utf8')) as Figures), ...figures };
  await writeFile(JSON_FILE, `${JSON.stringify(all, null, 2)}\n`);
  await writeFile(README, betweenMarks(await readFile(README, 'utf8'), '<!-- bench -->', '<!-- /bench -->', markdown(all)));
}
if (asked.length === 0 || asked.includes('scale')) await benchScale(circumstances());
