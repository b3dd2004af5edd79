import { numberRanges } from '../../../src/domain/plan/shards';
import { ShardFolder } from '../shards/folder';
import { UsageError } from '../usageError';
import { TEXT, FLAG, integer, readOptions, required } from './arguments';

export const MISSING_USAGE = `Say which shards of a plan are not finished, as Slurm's --array takes them: 0,3,7-9.

  npm run --silent synth -- missing --out DIR --shards N

Exit code: 0 none is missing; 3 some are.
`;

export interface MissingArguments {
  readonly out: string;
  readonly shards: number;
}

/** @throws UsageError */
export function parseMissingArguments(argv: readonly string[]): MissingArguments | null {
  const values = readOptions(argv, { out: TEXT, shards: TEXT, help: FLAG });
  if (values.help === true) return null;
  const shards = integer('--shards', values.shards, 1, 100_000);
  if (shards === null) throw new UsageError('--shards N is missing.');
  return { out: required('--out DIR', values.out), shards };
}

/** @returns exit code */
export async function missingCommand({ out, shards }: MissingArguments): Promise<number> {
  const missing = await (await ShardFolder.open(out)).missing(shards);
  process.stdout.write(`${numberRanges(missing)}\n`);
  return missing.length === 0 ? 0 : 3;
}
