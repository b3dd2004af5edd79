import { createInterface } from 'node:readline';
import { countCombinations } from '../../../src/domain/plan/combinations';
import { shardRange } from '../../../src/domain/plan/shards';
import { LockedError } from '../files/lock';
import { runShard } from '../shards/runShard';
import { UsageError } from '../usageError';
import { parseRunArguments, prepareRun } from './run';
import type { RunArguments } from './run';

export const SERVE_USAGE = `Make the shards of a plan that standard input names, one number a line, with one model kept in memory: for engines
such as Ray (docs/scale.md). Answers are JSON, a line each, on standard output: {"kind": "ready" | "progress" | "end" | "error", …}.

  npm run --silent synth -- serve --plan PLAN --out DIR --shards N [options of run]

The end of standard input ends it at once; what is made is kept.
`;

/** @throws UsageError */
export function parseServeArguments(argv: readonly string[]): RunArguments | null {
  const given = parseRunArguments(argv);
  if (given !== null && (given.shard !== null || given.shards === null)) throw new UsageError('serve takes --shards N, and the numbers of shards from standard input.');
  return given;
}

/** A shard that the dead process of another machine holds is free after a minute. */
const WAIT_FOR_LOCK_MS = 90_000;
const RETRY_MS = 500;

/** @returns exit code */
export async function serveCommand(given: RunArguments, say: (text: string) => void): Promise<number> {
  const tell = (message: object) => process.stdout.write(`${JSON.stringify(message)}\n`);
  // Whoever asked is gone: nobody would hear of what is still made.
  process.stdin.on('end', () => process.exit(0));
  const { work, maker, plan } = await prepareRun(given, say);
  const count = given.shards ?? 1;
  tell({ kind: 'ready', shards: count, combinations: countCombinations(plan), runtime: (await maker()).about.runtime });
  for await (const line of createInterface({ input: process.stdin })) {
    const index = Number(line);
    if (!Number.isInteger(index) || index < 0 || index >= count) throw new UsageError(`"${line}" is no shard from 0 to ${String(count - 1)}.`);
    const { from, to } = shardRange({ index, count }, countCombinations(plan));
    try {
      const run = () =>
        runShard({ ...work, shard: { index, count }, stopping: () => false, note: say, onProgress: (progress) => tell({ kind: 'progress', shard: index, of: to - from, ...progress }) });
      const { kind: end, ...progress } = await untilFree(run);
      tell({ kind: 'end', shard: index, end, ...progress });
    } catch (error) {
      tell({ kind: 'error', shard: index, message: error instanceof Error ? error.message : String(error) });
    }
  }
  return 0;
}

/** Tries again while another run holds the shard, as the process that died with this one's predecessor may for a moment. */
async function untilFree<T>(run: () => Promise<T>): Promise<T> {
  const end = performance.now() + WAIT_FOR_LOCK_MS;
  for (;;) {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof LockedError) || performance.now() > end) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
}
