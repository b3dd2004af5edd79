// The shipped pack's graphs bare and its faces, on ONNX Runtime for the processor and for WebAssembly: how much of a step is none of the
// networks' work, and how much slower WebAssembly is. Ratios within one run. And what the page weighs before anything is clicked.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { GoldenRun, Measurement } from '../src/domain/machine/measurement';
import { openPipeline } from '../workers/node/openPipeline';
import { nodeRuntime } from '../workers/node/runtime';
import { measureMachine } from '../workers/synthesis/measure';
import { PROCESSOR, ortRuntime } from '../workers/synthesis/runtime/ortRuntime';
import type { Runtime } from '../workers/synthesis/runtime/runtime';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const PACK = path('../public/packs/synfer-faces-256');
const BUILT = path('../dist');

export interface SpeedFigures {
  readonly native: Measurement;
  readonly wasm: Measurement;
  /** JavaScript that the page asks for by itself, compressed, in kB (1000 bytes). */
  readonly javascriptKB: number;
}

export async function benchSpeed(): Promise<SpeedFigures> {
  const [golden] = JSON.parse(await readFile(`${PACK}/golden.json`, 'utf8')) as GoldenRun[];
  const measure = async (runtime: Runtime) => measureMachine(await openPipeline(PACK, runtime), golden ?? null, () => undefined);
  return { native: await measure(nodeRuntime(1)), wasm: await measure(await wasmRuntime()), javascriptKB: await javascriptKB() };
}

/** The runtime of browsers, in Node, where it has one thread. */
async function wasmRuntime(): Promise<Runtime> {
  const ort = await import('onnxruntime-web/wasm');
  ort.env.wasm.numThreads = 1;
  return ortRuntime(ort, { executionProviders: PROCESSOR }, { backend: { kind: 'wasm', threads: 1 }, runtime: 'onnxruntime-web', reason: 'bench' });
}

async function javascriptKB(): Promise<number> {
  const page = await readFile(`${BUILT}/index.html`, 'utf8');
  const files = [...page.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)].map(([, file]) => file ?? '');
  const sizes = await Promise.all(files.map(async (file) => gzipSync(await readFile(`${BUILT}/${file}`), { level: 9 }).length));
  return sizes.reduce((sum, size) => sum + size, 0) / 1000;
}

/** A step's time over the bare runs it consists of; null where there was no such step. */
function overhead({ graphs, step }: Measurement, guided: boolean): number | null {
  const bare = (name: string) => graphs.find(({ graph }) => graph === name)?.milliseconds ?? NaN;
  const time = guided ? step.guided : step.unguided;
  return time === null ? null : time / (bare('denoiser') + bare('preview') + (guided ? bare('guidance') : 0));
}

export function speedTable({ native, wasm, javascriptKB: weight }: SpeedFigures, circumstances: string): string {
  const ms = (value: number | null) => (value === null ? '–' : `${value.toFixed(value < 10 ? 1 : 0)} ms`);
  const times = (a: number | null, b: number | null) => (a === null || b === null ? '–' : `${(a / b).toFixed(1)}×`);
  const row = (what: string, read: (m: Measurement) => number | null) => `| ${what} | ${ms(read(native))} | ${ms(read(wasm))} | ${times(read(wasm), read(native))} |`;
  const ratio = (value: number | null) => (value === null ? '–' : value.toFixed(2));
  return [
    `| medians, one thread; ${circumstances} | native | WASM | WASM ÷ native |`,
    '|---|---|---|---|',
    row('a face with the defaults, labelled', (m) => m.face),
    row('a step, text guidance', (m) => m.step.unguided),
    row('a step, semantic guidance too', (m) => m.step.guided),
    row('a face by the student', (m) => m.student),
    ...native.graphs.map(({ graph }) => row(`bare \`${graph}\``, (m) => m.graphs.find((entry) => entry.graph === graph)?.milliseconds ?? null)),
    `| a step ÷ its bare runs, aim 1.10: text guidance, semantic too | ${ratio(overhead(native, false))}, ${ratio(overhead(native, true))} | ${ratio(overhead(wasm, false))}, ${ratio(overhead(wasm, true))} | |`,
    `| JavaScript before the first interaction, compressed, aim 180 kB | | ${weight.toFixed(0)} kB | |`,
  ].join('\n');
}
