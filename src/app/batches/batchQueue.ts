import { openClasses, targetClasses } from '../../domain/batch/acceptance';
import { expandPlan } from '../../domain/batch/plan';
import type { ExpressionClass } from '../../domain/packs/manifest';
import { recipeId } from '../../domain/recipe/canonical';
import type { Pixels } from '../../domain/face/pixels';
import type { Recipe } from '../../domain/recipe/recipe';
import type { BatchItemRecord, BatchRecord } from '../../storage/batchRecords';
import type { Face } from '../../domain/face/face';

/** So many failures one after the other are no accident of a recipe. */
const FAILURES_IN_A_ROW = 3;

/** What the queue needs of the studio around it. */
export interface BatchWork {
  /** The batch to go on with, marked as running; null while there is none. */
  next(): Promise<BatchRecord | null>;
  /** Ends with the batch's turn: when it is paused, cancelled or taken off the list, or this tab can no longer work. */
  turnOf(batch: BatchRecord): { readonly signal: AbortSignal; readonly end: () => void };
  items(batch: BatchRecord): Promise<readonly BatchItemRecord[]>;
  /** The classes of the batch's faces that are accepted by now, by whomever. */
  accepted(batch: BatchRecord): Promise<readonly ExpressionClass[]>;
  takeKept(batch: BatchRecord, index: number, faceId: string): Promise<boolean>;
  /** @throws MissingInput where the recipe's layout is no longer to be had */
  layout(batch: BatchRecord, recipe: Recipe): Promise<Pixels | null>;
  make(recipe: Recipe, layout: Pixels | null, signal: AbortSignal): Promise<Face>;
  keep(batch: BatchRecord, index: number, face: Face): Promise<void>;
  fail(batch: BatchRecord, index: number, faceId: string, reason: string): Promise<void>;
  pause(batch: BatchRecord, why: string): Promise<void>;
  finish(batch: BatchRecord): Promise<void>;
}

/** What a batch is made from is gone. The message says which. */
export class MissingInput extends Error {
  override readonly name = 'MissingInput';
}

/** Of the tabs that could work one does, for as long as it can. */
export interface BatchShifts {
  /** Whether there is a batch that this tab can go on with. */
  able(): Promise<boolean>;
  /** Comes back when that may have changed since it was last asked. */
  changed(signal: AbortSignal): Promise<void>;
  /** Runs a task while no other tab runs one. */
  alone(task: () => Promise<void>, signal: AbortSignal): Promise<void>;
}

/** Works batches off whenever this tab can, for as long as the signal lets it; while it cannot, the work is any other tab's. */
export async function workInShifts(shifts: BatchShifts, work: BatchWork, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    if (await shifts.able()) await shifts.alone(() => runQueue(work, signal), signal);
    else await shifts.changed(signal);
  }
}

/** Makes the faces of the queued batches one by one, until there is none to make here or the signal ends it. */
export async function runQueue(work: BatchWork, signal: AbortSignal): Promise<void> {
  let walk: Walk | null = null;
  while (!signal.aborted) {
    const batch = await work.next();
    if (!batch) return;
    if (walk?.batchId !== batch.id) walk = new Walk(batch, await work.items(batch));
    if (!(await advance(work, batch, walk, signal))) walk = null;
  }
}

/** A way through a batch's plan, past what is settled already. */
class Walk {
  readonly batchId: string;
  failures = 0;
  private index = -1;
  private readonly recipes: Iterator<Recipe>;
  private readonly settled: ReadonlySet<number>;

  constructor({ id, plan }: BatchRecord, items: readonly BatchItemRecord[]) {
    this.batchId = id;
    this.recipes = expandPlan(plan);
    this.settled = new Set(items.map(({ index }) => index));
  }

  next(): { readonly index: number; readonly recipe: Recipe } | null {
    for (;;) {
      const step = this.recipes.next();
      if (step.done) return null;
      this.index++;
      if (!this.settled.has(this.index)) return { index: this.index, recipe: step.value };
    }
  }
}

/** Settles one face. @returns false where the way through the batch begins anew or is at its end */
async function advance(work: BatchWork, batch: BatchRecord, walk: Walk, queue: AbortSignal): Promise<boolean> {
  const open = batch.perClass === null ? null : openClasses(targetClasses(batch.plan), await work.accepted(batch), batch.perClass);
  const todo = open?.size === 0 ? null : walk.next();
  if (!todo) {
    await work.finish(batch);
    return false;
  }
  const { index, recipe } = todo;
  // Enough of this class: the time goes to the others.
  if (open && recipe.expression !== null && !open.has(recipe.expression)) return true;
  const faceId = await recipeId(recipe);
  if (await work.takeKept(batch, index, faceId)) return true;

  const turn = work.turnOf(batch);
  const signal = AbortSignal.any([queue, turn.signal]);
  let face: Face;
  try {
    face = await work.make(recipe, await work.layout(batch, recipe), signal);
  } catch (error) {
    if (error instanceof MissingInput) {
      await work.pause(batch, error.message);
      return false;
    }
    // Broken off, not failed: it is made when the batch's turn comes again.
    if (signal.aborted) return false;
    const reason = error instanceof Error ? error.message : String(error);
    await work.fail(batch, index, faceId, reason);
    walk.failures++;
    if (walk.failures < FAILURES_IN_A_ROW) return true;
    await work.pause(batch, `${FAILURES_IN_A_ROW} faces in a row failed, the last one so: ${reason}`);
    return false;
  } finally {
    turn.end();
  }
  walk.failures = 0;
  try {
    await work.keep(batch, index, face);
    return true;
  } catch (error) {
    await work.pause(batch, `its faces could not be kept in this browser: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}
