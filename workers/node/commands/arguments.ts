import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';
import { counting } from '../../../src/domain/recognisers/weight';
import type { BroughtFolders } from '../seatRecognisers';
import { UsageError } from '../usageError';

/** Options as parseArgs reads them. @throws UsageError */
export function readOptions<T extends NonNullable<ParseArgsConfig['options']>>(argv: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...argv], strict: true, allowPositionals: false, options }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** A whole number; null where it was not given. @throws UsageError */
export function integer(name: string, value: string | undefined, least: number, most: number): number | null {
  if (value === undefined) return null;
  const number = Number(value);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  throw new UsageError(`${name} must be a whole number from ${String(least)} to ${String(most)}, not "${value}".`);
}

/** @throws UsageError where it was not given */
export function required(name: string, value: string | undefined): string {
  if (value === undefined) throw new UsageError(`${name} is missing.`);
  return value;
}

export const TEXT = { type: 'string' } as const;
export const FLAG = { type: 'boolean' } as const;

/** Options of everything that makes faces. */
export const MAKER_OPTIONS = { pack: TEXT, layout: TEXT, workers: TEXT, threads: TEXT, provider: TEXT, batch: TEXT } as const;

export const MAKER_USAGE = `  --pack DIR         model pack (default: the only folder in public/packs)
  --layout PNG       the picture that recipes with a layout start from
  --workers N        N processes, one model and one thread each (default 1)
  --provider NAME    what computes: cpu (default), or cuda, webgpu … where onnxruntime-node has it here
  --batch N          N faces a session run (default 1), for a GPU`;

/** Options of what asks recognisers of one's own. */
export const RECOGNISER_OPTIONS = { voter: { ...TEXT, multiple: true }, counts: TEXT } as const;

export const RECOGNISER_USAGE = `  --voter DIR        folder of a recogniser that votes beside the pack's voters (voter.json and its graph); may be given again
  --counts NUMBER    how much the recognisers count for each class, 0 to 2 (default: as their voter.json says they were measured, else 0)`;

/** @throws UsageError */
export function recogniserArguments(values: { readonly voter?: readonly string[] | undefined; readonly counts?: string | undefined }): BroughtFolders {
  const counts = values.counts === undefined ? null : counting.safeParse(Number(values.counts));
  if (counts?.success === false) throw new UsageError(`--counts is a number from 0 to 2, not "${values.counts ?? ''}".`);
  return { folders: values.voter ?? [], counts: counts?.data ?? null };
}

export interface MakerArguments {
  readonly pack: string | null;
  readonly layout: string | null;
  readonly workers: number;
  readonly threads: number | null;
  readonly provider: string;
  readonly batch: number;
}

export function makerArguments(values: Partial<Record<keyof typeof MAKER_OPTIONS, string>>): MakerArguments {
  return {
    pack: values.pack ?? null,
    layout: values.layout ?? null,
    workers: integer('--workers', values.workers, 1, 1024) ?? 1,
    threads: integer('--threads', values.threads, 1, 256),
    provider: values.provider ?? 'cpu',
    batch: integer('--batch', values.batch, 1, 1024) ?? 1,
  };
}
