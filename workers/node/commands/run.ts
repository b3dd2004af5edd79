import { readFile } from 'node:fs/promises';
import { countCombinations } from '../../../src/domain/plan/combinations';
import { parsePlan } from '../../../src/domain/plan/planFile';
import type { Plan } from '../../../src/domain/plan/planFile';
import { parseShard, shardRange } from '../../../src/domain/plan/shards';
import type { Shard } from '../../../src/domain/plan/shards';
import type { FaceMaker } from '../faces/faceMaker';
import { openMaker } from '../faces/openMaker';
import { findPack } from '../packs';
import type { FoundPack } from '../packs';
import { ProgressLine } from '../progress';
import { checkPlan, checkRoom, faceBytes } from '../shards/checkPlan';
import { ShardFolder } from '../shards/folder';
import { runShard } from '../shards/runShard';
import type { ShardEnd, ShardWork } from '../shards/runShard';
import { Stopping } from '../stopping';
import { UsageError } from '../usageError';
import { FLAG, MAKER_OPTIONS, MAKER_USAGE, TEXT, integer, makerArguments, readOptions, required } from './arguments';
import type { MakerArguments } from './arguments';

export const RUN_USAGE = `Make a plan's faces, or a part of them (docs/scale.md).

  npm run synth -- run --plan PLAN --out DIR [--shard I/N] [options]

  --plan PLAN        the plan
  --out DIR          where plan.json, pack.json and shards/ go; the same for all shards
  --shard I/N        the part I (0 … N−1) of N; without it all parts, one after the other
  --shards N         into how many parts the plan is cut without --shard (default: one for each 5,000 faces)
  --retry-failed     try faces again that failed before
${MAKER_USAGE}

Finished shards are skipped, a broken-off one goes on at the face where it stopped. Exit code: 0 all there; 3 all tried, some faces failed
(their reasons are in the shard's JSON); 2 something to put right; 130, 143 stopped by a signal; 1 a fault of the program.
`;

/** Faces of a shard where nothing else is said: some 400 MB, two hours of the student on one core. */
const FACES_A_SHARD = 5_000;

/** Faces were made and some failed. */
export const SOME_FAILED = 3;

export interface RunArguments extends MakerArguments {
  readonly plan: string;
  readonly out: string;
  /** Null: all of `shards`. */
  readonly shard: Shard | null;
  readonly shards: number | null;
  readonly retryFailed: boolean;
}

/** @throws UsageError */
export function parseRunArguments(argv: readonly string[]): RunArguments | null {
  const values = readOptions(argv, { ...MAKER_OPTIONS, plan: TEXT, out: TEXT, shard: TEXT, shards: TEXT, 'retry-failed': FLAG, help: FLAG });
  if (values.help === true) return null;
  const shard = values.shard === undefined ? null : parseShard(values.shard);
  if (values.shard !== undefined && shard === null) throw new UsageError(`--shard is a part such as 0/10 … 9/10, not "${values.shard}".`);
  if (shard !== null && values.shards !== undefined) throw new UsageError('--shards goes without --shard.');
  if (values.threads !== undefined) throw new UsageError('--threads does not go with a plan: each process has one thread, so that the same faces come out bit by bit. Use --workers.');
  return {
    ...makerArguments(values),
    plan: required('--plan PLAN', values.plan),
    out: required('--out DIR', values.out),
    shard,
    shards: integer('--shards', values.shards, 1, 100_000),
    retryFailed: values['retry-failed'] === true,
  };
}

/** A plan's run that was found able to begin. */
export interface PreparedRun {
  readonly plan: Plan;
  readonly pack: FoundPack;
  readonly folder: ShardFolder;
  readonly shards: readonly Shard[];
  /** The run's one maker, opened when first asked for. */
  readonly maker: () => Promise<FaceMaker>;
  /** What runShard needs beside shard and progress. */
  readonly work: Omit<ShardWork, 'shard' | 'onProgress' | 'stopping' | 'note'>;
}

/** @throws UsageError, PlanError, DomainError saying all that is known to be wrong */
export async function prepareRun(given: RunArguments, note: (text: string) => void): Promise<PreparedRun> {
  const plan = await readPlan(given.plan);
  const combinations = countCombinations(plan);
  const pack = await findPack(given.pack);
  const { wrong, notes } = await checkPlan(plan, pack.manifest, given.layout);
  if (wrong.length > 0) throw new UsageError(wrong.join('\n'));
  for (const text of notes) note(`note: ${text}\n`);
  const count = given.shard?.count ?? given.shards ?? Math.max(1, Math.ceil(combinations / FACES_A_SHARD));
  const folder = await ShardFolder.begin(given.out, plan, pack.manifestBytes, { count });
  const missing = new Set(await folder.missing(count));
  const shards = given.shard === null ? Array.from({ length: count }, (_, index) => ({ index, count })) : [given.shard];
  const lacking = shards.filter(({ index }) => missing.has(index)).map((shard) => shardRange(shard, combinations));
  await checkRoom(given.out, lacking.reduce((sum, { from, to }) => sum + to - from, 0) * faceBytes(pack.manifest));
  let opened: Promise<FaceMaker> | null = null;
  const maker = () =>
    (opened ??= openMaker(given.workers, { pack: pack.folder, provider: given.provider, threads: 1, batch: given.batch, layout: given.layout, scale: 1 }));
  const work = { folder, maker, pack: { id: pack.manifest.id, sha256: pack.sha256 }, batch: given.batch, scale: 1, retryFailed: given.retryFailed };
  return { plan, pack, folder, shards, maker, work };
}

/** @returns exit code */
export async function runCommand(given: RunArguments, say: (text: string) => void): Promise<number> {
  const stopping = new Stopping(say);
  const { shards, plan, work, maker } = await prepareRun(given, say);
  const combinations = countCombinations(plan);
  let opened = false;
  let failed = 0;
  const asked = async () => {
    const made = await maker();
    if (!opened && !made.about.photographVoter.votes) say(`note: the photograph voter does not vote. ${made.about.photographVoter.reason}\n`);
    opened = true;
    return made;
  };
  try {
    for (const shard of shards) {
      if (stopping.asked()) break;
      const { from, to } = shardRange(shard, combinations);
      const line = new ProgressLine(process.stderr, shards.length > 1 ? `shard ${String(shard.index)}/${String(shard.count)}: ` : '');
      const end = await runShard({ ...work, maker: asked, shard, stopping: stopping.asked, note: say, onProgress: ({ done, made }) => line.show(done, to - from, made) });
      line.end();
      say(`shard ${String(shard.index)}/${String(shard.count)}: ${endText(end)}\n`);
      failed += end.failed;
    }
  } finally {
    if (opened) (await maker()).close();
  }
  return stopping.code ?? (failed > 0 ? SOME_FAILED : 0);
}

export function endText({ kind, done, made, failed }: ShardEnd): string {
  const faces = `${String(done - failed)} faces${failed > 0 ? `, ${String(failed)} failed` : ''}`;
  switch (kind) {
    case 'skipped':
      return `was finished before (${faces})`;
    case 'finished':
      return `finished, ${faces} (${String(made)} made now)`;
    case 'stopped':
      return `stopped after ${faces} (${String(made)} made now); the same command goes on`;
  }
}

/** @throws UsageError, PlanError, DomainError */
export async function readPlan(path: string): Promise<Plan> {
  return parsePlan(
    await readFile(path, 'utf8').catch(() => {
      throw new UsageError(`There is no readable file ${path}.`);
    }),
  );
}
