import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parsePlan, planText } from '../../../src/domain/plan/planFile';
import type { Plan } from '../../../src/domain/plan/planFile';
import { shardName } from '../../../src/domain/plan/shards';
import type { Shard } from '../../../src/domain/plan/shards';
import { writeWhole } from '../files/atomic';
import { removeLeftovers } from '../files/leftovers';
import { systemCode } from '../files/systemCode';
import { UsageError } from '../usageError';
import { readMade, readMarker } from './marker';
import type { ShardMarker } from './marker';

/** A folder that a plan's shards are made in: plan.json, pack.json (the pack's manifest) and shards/. */
export class ShardFolder {
  private constructor(
    readonly path: string,
    readonly plan: Plan,
    /** SHA-256 of plan.json. */
    readonly planSha256: string,
  ) {}

  /** The folder for this plan, begun where it is not there. @throws UsageError where it belongs to another plan or is cut differently */
  static async begin(path: string, plan: Plan, packManifest: Uint8Array, { count }: Pick<Shard, 'count'>): Promise<ShardFolder> {
    await mkdir(join(path, 'shards'), { recursive: true });
    const text = planText(plan);
    const there = await textOf(join(path, 'plan.json'));
    if (there !== null && there !== text) throw new UsageError(`${path} holds shards of another plan (its plan.json differs). Choose another --out.`);
    const pack = await textOf(join(path, 'pack.json'));
    if (pack !== null && pack !== new TextDecoder().decode(packManifest)) throw new UsageError(`${path} holds shards made with another version of the pack (its pack.json differs). Choose another --out.`);
    for (const file of ['pack.json', 'plan.json']) await removeLeftovers(join(path, file), { guarded: false });
    if (pack === null) await writeWhole(join(path, 'pack.json'), packManifest);
    if (there === null) await writeWhole(join(path, 'plan.json'), text);
    const folder = new ShardFolder(path, plan, sha256(text));
    const other = (await folder.counts()).find((each) => each !== count);
    if (other !== undefined) throw new UsageError(`${path} was begun in ${String(other)} shards, and this is one of ${String(count)}. Go on with --shard I/${String(other)}, or choose another --out.`);
    return folder;
  }

  /** A folder that was begun before. @throws UsageError where it is none */
  static async open(path: string): Promise<ShardFolder> {
    const text = await textOf(join(path, 'plan.json'));
    if (text === null) throw new UsageError(`There is no plan.json in ${path}: no shards of a plan were made there.`);
    const plan = parsePlan(text);
    return new ShardFolder(path, plan, sha256(text));
  }

  /** The pack's manifest, as the faces were made with it. */
  async packManifest(): Promise<string> {
    const text = await textOf(join(this.path, 'pack.json'));
    if (text === null) throw new UsageError(`There is no pack.json in ${this.path}. Any run of the plan there writes it again.`);
    return text;
  }

  /** Into how many shards the plan is cut here: one number, or none where nothing was begun. More where runs raced. */
  async counts(): Promise<number[]> {
    const names = await readdir(join(this.path, 'shards'));
    return [...new Set(names.flatMap((name) => Number(/^\d+-of-(\d+)\.(?:tar|tar\.part|json)$/.exec(name)?.[1] ?? NaN)))].filter((count) => !Number.isNaN(count)).sort((a, b) => a - b);
  }

  /** Path of the shard's finished file; `.part` after it while it is being made. */
  tar(shard: Shard): string {
    return join(this.path, 'shards', `${shardName(shard)}.tar`);
  }

  markerPath(shard: Shard): string {
    return join(this.path, 'shards', `${shardName(shard)}.json`);
  }

  /** Says what the shard is made with, while it is being made. */
  madePath(shard: Shard): string {
    return join(this.path, 'shards', `${shardName(shard)}.made`);
  }

  madeWith(shard: Shard): Promise<ShardMarker['made'] | null> {
    return readMade(this.madePath(shard));
  }

  lockPath(shard: Shard): string {
    return join(this.path, 'shards', `${shardName(shard)}.lock`);
  }

  marker(shard: Shard): Promise<ShardMarker | null> {
    return readMarker(this.markerPath(shard));
  }

  /** Shards without a marker. */
  async missing(count: number): Promise<number[]> {
    const names = new Set(await readdir(join(this.path, 'shards')));
    return Array.from({ length: count }, (_, index) => index).filter((index) => !names.has(`${shardName({ index, count })}.json`));
  }
}

async function textOf(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  });
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
