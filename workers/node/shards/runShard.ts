import { rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { countCombinations, plannedFaces } from '../../../src/domain/plan/combinations';
import type { PlannedFace } from '../../../src/domain/plan/combinations';
import { shardName, shardRange } from '../../../src/domain/plan/shards';
import type { Shard } from '../../../src/domain/plan/shards';
import { recipeId } from '../../../src/domain/recipe/canonical';
import type { Recipe } from '../../../src/domain/recipe/recipe';
import { APP } from '../../synthesis/app';
import type { FaceMaker, FailedOutcome, MadeFace } from '../faces/faceMaker';
import { syncFolder, writeWhole } from '../files/atomic';
import { removeLeftovers } from '../files/leftovers';
import { takeLock } from '../files/lock';
import { systemCode } from '../files/systemCode';
import { UsageError } from '../usageError';
import type { ShardFolder } from './folder';
import { damageOf, madeText } from './marker';
import type { ShardMarker } from './marker';
import { ShardWriter } from './shardFile';

/** So many failures of the machine one after the other are no accident of a face. */
const FAILURES_IN_A_ROW = 3;

export interface ShardWork {
  readonly folder: ShardFolder;
  readonly shard: Shard;
  /** Makes the faces; asked for only where some are lacking. */
  readonly maker: () => Promise<FaceMaker>;
  readonly pack: ShardMarker['pack'];
  readonly batch: number;
  readonly scale: number;
  readonly stopping: () => boolean;
  readonly onProgress: (progress: ShardProgress) => void;
  readonly note: (text: string) => void;
  /** Faces that failed before are tried again. */
  readonly retryFailed: boolean;
}

/** Faces of the shard that there are, of `faces` and failures together, and how many of them this run made. */
export interface ShardProgress {
  readonly done: number;
  readonly made: number;
  readonly failed: number;
}

/** `skipped`: there was nothing to do. `stopped`: the rest is for the next run. */
export type ShardEnd = ShardProgress & { readonly kind: 'finished' | 'skipped' | 'stopped' };

/**
 * Makes a shard, going on where a former run stopped, face by face; its marker comes last. The file is the same whatever
 * happened on the way.
 * @throws LockedError where another run makes it; UsageError where faces fail one after the other for reasons of the machine
 */
export async function runShard(work: ShardWork): Promise<ShardEnd> {
  const { folder, shard, note } = work;
  const lock = await takeLock(folder.lockPath(shard), `shard ${String(shard.index)}/${String(shard.count)} in ${folder.path}`);
  try {
    await removeLeftovers(folder.markerPath(shard), { guarded: true });
    await removeLeftovers(folder.madePath(shard), { guarded: true });
    const marker = await folder.marker(shard);
    if (marker !== null) {
      const damage = marker.plan === folder.planSha256 ? await damageOf(folder.tar(shard), marker) : 'it belongs to another plan';
      if (damage === null && !(work.retryFailed && marker.failed.length > 0)) {
        await rm(folder.madePath(shard), { force: true });
        return { kind: 'skipped', done: marker.faces + marker.failed.length, made: 0, failed: marker.failed.length };
      }
      if (damage !== null) note(`shard ${shardName(shard)} is damaged (${damage}): what is sound of it is kept, the rest made again\n`);
      await writeWhole(folder.madePath(shard), madeText(marker.made));
      await rm(folder.markerPath(shard));
    }
    await goOnWith(folder.tar(shard));
    return await fill(work);
  } finally {
    await lock.release();
  }
}

/** Makes a file that has no marker the one under way again: it was damaged, or its run was killed before the marker was written. */
async function goOnWith(tar: string): Promise<void> {
  await rename(tar, `${tar}.part`).catch((error: unknown) => {
    if (systemCode(error) !== 'ENOENT') throw error;
  });
}

async function fill(work: ShardWork): Promise<ShardEnd> {
  const { folder, shard } = work;
  const range = shardRange(shard, countCombinations(folder.plan));
  const part = `${folder.tar(shard)}.part`;
  const begun = await beginOrGoOn(work, range, part);
  const { writer, shelf, planned, next, made } = begun;
  let ended = false;
  try {
    if (next !== null) await shelf.make(next, planned);
    if (shelf.stopped) return { kind: 'stopped', ...shelf.progress };
    const file = await writer.finish();
    ended = true;
    const marker: ShardMarker = {
      format: 'synfer-shard',
      version: 1,
      shard,
      range,
      plan: folder.planSha256,
      pack: work.pack,
      made,
      faces: shelf.progress.done - shelf.progress.failed,
      failed: shelf.failures,
      ...file,
    };
    await rename(part, folder.tar(shard));
    await syncFolder(dirname(part));
    await writeWhole(folder.markerPath(shard), `${JSON.stringify(marker, null, 1)}\n`);
    await rm(folder.madePath(shard));
    return { kind: 'finished', ...shelf.progress };
  } finally {
    if (!ended) await writer.close();
  }
}

interface Begun {
  readonly writer: ShardWriter;
  readonly shelf: Shelf;
  readonly planned: Generator<PlannedFace>;
  /** The first face that is lacking; null where all are there. */
  readonly next: PlannedFace | null;
  readonly made: ShardMarker['made'];
}

/**
 * The shard with what a former run made of it; without, where that was made with another runtime, voter or batch: faces of a shard
 * are all made alike, or it would hold other bits than one made in one go.
 */
async function beginOrGoOn(work: ShardWork, { from, to }: ShardMarker['range'], part: string): Promise<Begun> {
  const { folder, shard } = work;
  const before = await folder.madeWith(shard);
  for (;;) {
    const planned = plannedFaces(folder.plan, from, to);
    const writer = await ShardWriter.open(part);
    try {
      const shelf = new Shelf(writer, work);
      const next = await shelf.takeOver(planned);
      if (next === null && before !== null) return { writer, shelf, planned, next, made: before };
      const made = madeBy((await work.maker()).about, work);
      const alike = before !== null && madeText(before) === madeText(made);
      if (shelf.progress.done === 0 || alike) {
        if (!alike) await writeWhole(folder.madePath(shard), madeText(made));
        return { writer, shelf, planned, next, made };
      }
      work.note(`shard ${shardName(shard)} was begun ${before === null ? 'by an older version' : 'with another runtime, voter, batch or scale'} and is made anew, so that its faces are all made alike\n`);
    } catch (error) {
      await writer.close();
      throw error;
    }
    await writer.close();
    await rm(part);
  }
}

function madeBy({ runtime, photographVoter }: FaceMaker['about'], { batch, scale }: ShardWork): ShardMarker['made'] {
  return { app: APP, runtime, batch, scale, photographVoter: photographVoter.votes };
}

/** The shard's faces on their way into its file. */
class Shelf {
  readonly failures: ShardMarker['failed'] = [];
  stopped = false;
  private faces = 0;
  private made = 0;

  constructor(
    private readonly writer: ShardWriter,
    private readonly work: ShardWork,
  ) {}

  get progress(): ShardProgress {
    return { done: this.faces + this.failures.length, made: this.made, failed: this.failures.length };
  }

  /** Keeps what a former run made, as far as it is sound and the plan's. @returns the first face that is lacking */
  async takeOver(planned: Generator<PlannedFace>): Promise<PlannedFace | null> {
    let next = following(planned);
    for await (const entry of this.writer.entries()) {
      if (next === null || entry.said.place !== next.place || entry.id !== (await recipeId(next.recipe))) break;
      if (entry.kind === 'failed' && this.work.retryFailed) break;
      this.writer.keep(entry);
      if (entry.kind === 'made') this.faces += 1;
      else this.failures.push({ place: next.place, id: entry.id, code: entry.said.code, reason: entry.said.reason });
      next = following(planned);
    }
    await this.writer.dropRest();
    return next;
  }

  async make(first: PlannedFace, planned: Generator<PlannedFace>): Promise<void> {
    const maker = await this.work.maker();
    const underWay: PlannedFace[] = [];
    function* recipes(): Generator<Recipe> {
      for (let next: PlannedFace | null = first; next !== null; next = following(planned)) {
        underWay.push(next);
        yield next.recipe;
      }
    }
    /** Failures of the machine: written once a later face shows that the machine is well. */
    const held: (readonly [PlannedFace, FailedOutcome])[] = [];
    const writeHeld = async () => {
      for (const [face, outcome] of held.splice(0)) await this.writeFailure(face, outcome);
    };
    this.work.onProgress(this.progress);
    for await (const outcome of maker.make(recipes(), this.work.stopping)) {
      const face = underWay.shift();
      if (face === undefined) throw new Error('There are more outcomes than recipes.');
      if (outcome.kind === 'failed' && !outcome.ofRecipe) {
        held.push([face, outcome]);
        if (held.length >= FAILURES_IN_A_ROW) throw new UsageError(`${String(held.length)} faces in a row could not be made: ${outcome.reason} What is there is kept; run it again to go on.`);
        continue;
      }
      await writeHeld();
      if (outcome.kind === 'made') await this.writeFace(face, outcome.made);
      else await this.writeFailure(face, outcome);
      this.work.onProgress(this.progress);
    }
    this.stopped = underWay.length > 0 || following(planned) !== null;
    if (!this.stopped) await writeHeld();
  }

  private async writeFace({ place }: PlannedFace, made: MadeFace): Promise<void> {
    // How long it took is no part of the set.
    const face = { ...made.face, provenance: { ...made.face.provenance, milliseconds: 0 } };
    await this.writer.addFace(place, { ...made, face });
    this.faces += 1;
    this.made += 1;
  }

  private async writeFailure({ place, recipe }: PlannedFace, outcome: FailedOutcome): Promise<void> {
    const id = await recipeId(recipe);
    await this.writer.addFailure(place, id, outcome);
    this.failures.push({ place, id, code: outcome.code, reason: outcome.reason });
  }
}

function following(planned: Generator<PlannedFace>): PlannedFace | null {
  const next = planned.next();
  return next.done === true ? null : next.value;
}
