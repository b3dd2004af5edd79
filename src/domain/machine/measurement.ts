import type { GraphName } from '../packs/manifest';
import type { Recipe } from '../recipe/recipe';

/** A recipe and the latents that PyTorch and diffusers come to at each of its steps (`golden.json` in a pack). */
export interface GoldenRun {
  readonly recipe: Recipe;
  readonly latents: readonly (readonly number[])[];
}

/** How fast a loaded pack is on a backend, all in ms, and how right. */
export interface Measurement {
  /** Medians of bare runs, by graph; the denoiser's with both sides of text guidance. */
  readonly graphs: readonly { readonly graph: GraphName; readonly milliseconds: number }[];
  /** Medians of the steps of a face with the pack's defaults. */
  readonly step: { readonly guided: number | null; readonly unguided: number | null };
  /** That face whole, its label included. */
  readonly face: number;
  /** A face by the student, without a label; null where the pack has none. */
  readonly student: number | null;
  /** Largest difference to the golden latents at any step; null where there were none. */
  readonly golden: number | null;
}

/** What was measured on one backend. */
export interface BackendReport {
  /** "wasm, 2 threads" */
  readonly backend: string;
  readonly runtime: string;
  /** From a fresh worker to a loaded pack. */
  readonly load: number;
  /** The first face after that, which waits for what is loaded late. */
  readonly firstFace: number;
  readonly measured: Measurement;
}

/** The middle value, the upper of two; null of none. */
export function median(values: readonly number[]): number | null {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? null;
}

const ms = (value: number | null) => (value === null ? '–' : `${value.toFixed(value < 10 ? 1 : 0)} ms`);

/** What to read off: rows of words and figures, one column a backend. */
export function reportRows(reports: readonly BackendReport[]): (readonly [what: string, ...values: string[]])[] {
  const row = (what: string, read: (report: BackendReport) => string) => [what, ...reports.map(read)] as const;
  const graphs = [...new Set(reports.flatMap(({ measured }) => measured.graphs.map(({ graph }) => graph)))];
  return [
    row('model loaded', ({ load }) => ms(load)),
    row('first face', ({ firstFace }) => ms(firstFace)),
    row('a face', ({ measured }) => ms(measured.face)),
    row('a step, text guidance', ({ measured }) => ms(measured.step.unguided)),
    row('a step, semantic guidance too', ({ measured }) => ms(measured.step.guided)),
    row('a face by the student', ({ measured }) => ms(measured.student)),
    row('faces a second by the student', ({ measured }) => (measured.student === null ? '–' : (1000 / measured.student).toFixed(1))),
    row('furthest from PyTorch’s latents', ({ measured }) => (measured.golden === null ? '–' : measured.golden.toExponential(1))),
    ...graphs.map((graph) => row(`bare ${graph}`, ({ measured }) => ms(measured.graphs.find((entry) => entry.graph === graph)?.milliseconds ?? null))),
  ];
}

/** The report as Markdown. @param machine lines on what was measured, "Processor: 8 cores" */
export function machineMarkdown(reports: readonly BackendReport[], machine: readonly string[]): string {
  const table = [
    `| | ${reports.map(({ backend }) => backend).join(' | ')} |`,
    `|---|${reports.map(() => '---|').join('')}`,
    ...reportRows(reports).map((cells) => `| ${cells.join(' | ')} |`),
  ];
  return ['# SynFER Studio on this machine', '', ...machine.map((line) => `- ${line}`), '', ...table, ''].join('\n');
}
