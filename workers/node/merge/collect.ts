import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { Curation } from '../../../src/domain/curation/curation';
import { countCombinations, plannedFaces } from '../../../src/domain/plan/combinations';
import { numberRanges, shardRange } from '../../../src/domain/plan/shards';
import { recipeId } from '../../../src/domain/recipe/canonical';
import { TAR_END } from '../../export/tar';
import type { ShardFolder } from '../shards/folder';
import type { ShardMarker } from '../shards/marker';
import { soundEntries } from '../shards/shardFile';
import { UsageError } from '../usageError';
import { FaceIndex } from './faceIndex';

/** The faces of all shards, and what is not as the plan has it. */
export interface Collected {
  readonly index: FaceIndex;
  /** Into how many shards the plan was cut. */
  readonly count: number;
  /** Numbers of shards that are not finished. */
  readonly missing: readonly number[];
  /** Shards that are not what their marker or the plan says, with what is wrong. */
  readonly damaged: readonly { readonly shard: number; readonly what: string }[];
  /** Faces that could not be made. */
  readonly failed: number;
  /** What people said, by place. */
  readonly curations: ReadonlyMap<number, Curation>;
  /** What the shards were made with, where it was not the same for all of them. */
  readonly differing: readonly string[];
}

/**
 * Reads every shard once and checks it against plan and checksum.
 * @param verdicts what people said, by id
 * @throws UsageError where the folder holds no shards, or shards cut in two ways
 */
export async function collect(folder: ShardFolder, verdicts: ReadonlyMap<string, Curation>, onShard: (done: number, count: number) => void): Promise<Collected> {
  const [count, ...others] = await folder.counts();
  if (count === undefined) throw new UsageError(`There are no shards in ${folder.path}.`);
  if (others.length > 0) {
    throw new UsageError(`${folder.path} holds shards of the plan cut in ${[count, ...others].map(String).join(' and ')}: their faces would be there twice. Move those away that are not wanted.`);
  }
  const index = new FaceIndex(countCombinations(folder.plan));
  const missing: number[] = [];
  const damaged: { shard: number; what: string }[] = [];
  const made = new Set<string>();
  const curations = new Map<number, Curation>();
  const onFace = (place: number, id: string) => {
    const said = verdicts.get(id);
    if (said !== undefined) curations.set(place, said);
  };
  let failed = 0;
  for (let shard = 0; shard < count; shard++) {
    onShard(shard, count);
    const marker = await folder.marker({ index: shard, count });
    if (marker === null) {
      missing.push(shard);
      continue;
    }
    const what = await readShard(folder, marker, index, onFace);
    if (what !== null) damaged.push({ shard, what });
    failed += marker.failed.length;
    made.add(JSON.stringify({ pack: marker.pack.sha256, ...marker.made }));
  }
  onShard(count, count);
  return { index, count, missing, damaged, failed, curations, differing: made.size > 1 ? [...made] : [] };
}

/** Takes a shard's faces into the index. @returns what is wrong with it; null where all is as marker and plan say */
async function readShard(folder: ShardFolder, marker: ShardMarker, index: FaceIndex, onFace: (place: number, id: string) => void): Promise<string | null> {
  if (marker.plan !== folder.planSha256) return 'it belongs to another plan';
  const { from, to } = shardRange(marker.shard, countCombinations(folder.plan));
  const file = await open(folder.tar(marker.shard), 'r').catch(() => null);
  if (file === null) return 'its file is gone';
  try {
    const planned = plannedFaces(folder.plan, from, to);
    const hash = createHash('sha256');
    for await (const entry of soundEntries(file)) {
      const next = planned.next();
      if (next.done === true || entry.said.place !== next.value.place || entry.id !== (await recipeId(next.value.recipe))) {
        return `its face ${entry.id} is not the one that the plan has there`;
      }
      hash.update(entry.raw);
      if (entry.kind !== 'made') continue;
      index.addFace(marker.shard.index, entry, entry.said);
      onFace(entry.said.place, entry.id);
    }
    if (planned.next().done !== true) return 'faces are missing at its end, or its content is not what it was';
    return hash.update(TAR_END).digest('hex') === marker.sha256 ? null : 'its content is not what it was';
  } finally {
    await file.close();
  }
}

/** What keeps a set from being whole, each a sentence; none where it is. */
export function problemsOf({ count, missing, damaged }: Pick<Collected, 'count' | 'missing' | 'damaged'>): string[] {
  const again = [...missing, ...damaged.map(({ shard }) => shard)].sort((a, b) => a - b);
  if (again.length === 0) return [];
  return [
    ...(missing.length > 0 ? [`${String(missing.length)} of ${String(count)} shards are not finished: ${numberRanges(missing)}.`] : []),
    ...damaged.map(({ shard, what }) => `Shard ${String(shard)} is damaged: ${what}.`),
    `Run again with --shard I/${String(count)} for I = ${numberRanges(again)}: what is sound of them is kept.`,
  ];
}
