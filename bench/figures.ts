import type { FuzzFigures } from './fuzz/fuzz';
import type { LibraryFigures } from './library';
import type { PackFigures } from './packs';
import { threadTable, type ThreadFigures } from './pageThread';
import type { ResponseFigures } from './response';
import { setTable, type SetFigures } from './setThread';
import { speedTable, type SpeedFigures } from './speed';
import type { StepTimes } from './steps';
import { synthTable, type SynthFigures } from './synth';

/** Where and when something was measured. */
export interface Circumstances {
  readonly machine: string;
  /** Processes that wanted to run in the minute before, on average: what else the machine was busy with. */
  readonly loadBefore: number;
  readonly date: string;
}

/** The content of figures.json. What was not measured in a run stays as it was. */
export interface Figures {
  readonly speed?: Circumstances & SpeedFigures;
  readonly steps?: Circumstances & { readonly msPerStep: readonly StepTimes[] };
  readonly synth?: Circumstances & SynthFigures;
  readonly packs?: Circumstances & PackFigures;
  readonly library?: Circumstances & LibraryFigures;
  readonly response?: Circumstances & ResponseFigures;
  readonly fuzz?: Circumstances & FuzzFigures;
  readonly thread?: Circumstances & ThreadFigures;
  readonly set?: Circumstances & SetFigures;
}

/** From here on something else is at work: an idle machine has less. */
export const BUSY_LOAD = 0.5;

/** What the studio aims at: with its library full, and under a hand on the face. */
export const AIMS = { openMs: 1000, p95FrameMs: 50, filterMs: 100, heapGrowthMB: 200, schematicMs: 16, faceMs: 250 } as const;

export function markdown({ speed, steps, synth, packs, library, response, thread, set, fuzz }: Figures): string {
  const tables = [
    speed && speedTable(speed, circumstances(speed)),
    steps && stepsTable(steps),
    synth && synthTable(synth, circumstances(synth)),
    packs && packsTable(packs),
    library && libraryTable(library),
    response && responseTable(response),
    thread && threadTable(thread, circumstances(thread)),
    set && setTable(set, circumstances(set)),
    fuzz && fuzzTable(fuzz),
  ];
  return tables.filter((table) => table !== undefined).join('\n\n');
}

function stepsTable(steps: NonNullable<Figures['steps']>): string {
  return [
    `| ms per denoising step (median); ${circumstances(steps)} | unguided | text guidance | + semantic |`,
    '|---|---|---|---|',
    ...steps.msPerStep.map(
      ({ runtime, unguided, textGuided, fullyGuided }) =>
        `| ${runtime} | ${unguided.toFixed(0)} | ${textGuided.toFixed(0)} (${(textGuided / unguided).toFixed(1)}×) | ${fullyGuided.toFixed(0)} (${(fullyGuided / unguided).toFixed(1)}×) |`,
    ),
  ].join('\n');
}

function packsTable(packs: NonNullable<Figures['packs']>): string {
  const { downloads, cuts, completed, twice, packBytes } = packs;
  return [
    `| ${String(downloads)} downloads of the shipped pack (${(packBytes / 1e6).toFixed(1)} MB), connections cut at random places; ${circumstances(packs)} | measured |`,
    '|---|---|',
    `| cuts | ${String(cuts)} |`,
    `| came whole, every file verified | ${String(completed)} of ${String(downloads)} |`,
    `| bytes fetched twice | ${twice.toLocaleString('en')} |`,
  ].join('\n');
}

function libraryTable(library: NonNullable<Figures['library']>): string {
  const { openMs, scroll, filterMs } = library;
  return [
    `| ${library.faces.toLocaleString('en')} kept faces, Chromium; ${circumstances(library)} | measured | aim |`,
    '|---|---|---|',
    `| gallery open, all pictures in view | ${openMs.toFixed(0)} ms | ${AIMS.openMs} ms |`,
    `| frame while scrolling, 95th percentile (median) | ${scroll.p95FrameMs.toFixed(0)} ms (${scroll.medianFrameMs.toFixed(0)} ms) | ${AIMS.p95FrameMs} ms |`,
    `| filter or order changed, slowest of several | ${filterMs.toFixed(0)} ms | ${AIMS.filterMs} ms |`,
    `| growth of the JavaScript heap while all are exported (${library.export.layout}, ${library.export.seconds.toFixed(0)} s) | ${library.export.heapGrowthMB.toFixed(0)} MB | ${AIMS.heapGrowthMB} MB |`,
  ].join('\n');
}

function responseTable(response: NonNullable<Figures['response']>): string {
  const { schematicMs, faceMs, moves, threadMs } = response;
  const row = (what: string, { median, p95 }: ResponseFigures['faceMs'], aim: number) => `| ${what} | ${median.toFixed(0)} ms | ${p95.toFixed(0)} ms | ${aim} ms |`;
  return [
    `| pulling on the face, Chromium, ${moves} moves; ${circumstances(response)} | median | 95th percentile | aim |`,
    '|---|---|---|---|',
    row('pointer moved → line drawing', schematicMs, AIMS.schematicMs),
    row("pointer moved → the student's face", faceMs, AIMS.faceMs),
    ...(threadMs ? [`| processor time of the page's thread a move, its face included: script ${threadMs.script.toFixed(1)}, style ${threadMs.style.toFixed(1)}, layout ${threadMs.layout.toFixed(1)} ms | ${threadMs.all.toFixed(0)} ms | | |`] : []),
  ].join('\n');
}

function fuzzTable(fuzz: NonNullable<Figures['fuzz']>): string {
  return [
    `| ${fuzz.inputs.toLocaleString('en')} inputs that are nearly right or not at all: each an answer or an error in words; ${circumstances(fuzz)} | inputs | slowest |`,
    '|---|---|---|',
    ...fuzz.kinds.map(({ name, inputs, slowestMs }) => `| ${name} | ${inputs.toLocaleString('en')} | ${slowestMs.toFixed(0)} ms |`),
    `| memory of the process at the end | | ${fuzz.residentMB.toFixed(0)} MB |`,
  ].join('\n');
}

function circumstances({ machine, loadBefore, date }: Circumstances): string {
  return `${machine}, load ${loadBefore.toFixed(1)} beforehand${loadBefore > BUSY_LOAD ? ', **not alone: read the ratios, not the times**' : ''}, ${date}`;
}

/** The text with what stands between the two marks replaced. @throws Error where the marks are missing */
export function betweenMarks(text: string, begin: string, end: string, content: string): string {
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${begin} and ${end} are not there`);
  return `${text.slice(0, from + begin.length)}\n${content}\n${text.slice(to)}`;
}
