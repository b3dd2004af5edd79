import { describe, expect, it } from 'vitest';
import { expandPlan, seedsFrom, type BatchPlan } from '../../domain/batch/plan';
import { testPlan } from '../../domain/batch/testPlan';
import type { ExpressionClass } from '../../domain/packs/manifest';
import { recipeId } from '../../domain/recipe/canonical';
import type { Pixels } from '../../domain/face/pixels';
import type { Recipe } from '../../domain/recipe/recipe';
import type { BatchItemRecord, BatchRecord } from '../../storage/batchRecords';
import type { Face } from '../../domain/face/face';
import { MissingInput, runQueue, workInShifts, type BatchShifts, type BatchWork } from './batchQueue';

/** A studio in memory: its items and faces outlive a run of the queue, as storage outlives a reload. */
class MemoryStudio implements BatchWork {
  readonly batches: BatchRecord[] = [];
  readonly settled: BatchItemRecord[] = [];
  readonly faces = new Set<string>();
  readonly begun: Recipe[] = [];
  readonly pauses: string[] = [];
  /** What the engine does with a recipe. */
  engine: (recipe: Recipe, signal: AbortSignal) => Promise<void> = () => Promise.resolve();
  private readonly page = new AbortController();
  private turn = new AbortController();

  add(plan: Partial<BatchPlan>, parts: Partial<BatchRecord> = {}): BatchRecord {
    const batch: BatchRecord = {
      id: `batch-${this.batches.length}`,
      name: 'Pilot',
      plan: testPlan(plan),
      faces: 0,
      accept: null,
      perClass: null,
      state: 'waiting',
      position: this.batches.length,
      createdAt: 0,
      ...parts,
    };
    this.batches.push(batch);
    return batch;
  }

  /** Runs the queue on a page that is closed when there is nothing left to do, or by `close`. */
  async run(): Promise<void> {
    await runQueue(this, this.page.signal);
  }

  close(): void {
    this.page.abort();
  }

  state(id: string, state: BatchRecord['state']): void {
    const index = this.batches.findIndex((batch) => batch.id === id);
    const batch = this.batches[index];
    if (batch) this.batches[index] = { ...batch, state };
    this.turn.abort();
  }

  next = () => Promise.resolve(this.batches.find(({ state }) => state === 'waiting') ?? null);
  layout = (): Promise<Pixels | null> => Promise.resolve(null);
  turnOf = () => {
    this.turn = new AbortController();
    return { signal: this.turn.signal, end: () => undefined };
  };
  items = ({ id }: BatchRecord) => Promise.resolve(this.settled.filter(({ batchId }) => batchId === id));
  accepted = async (batch: BatchRecord): Promise<ExpressionClass[]> =>
    (await this.items(batch)).flatMap(({ outcome }) => (outcome.kind === 'failed' || outcome.recognised === null ? [] : [outcome.recognised]));
  takeKept = (batch: BatchRecord, index: number, faceId: string) => {
    if (!this.faces.has(faceId)) return Promise.resolve(false);
    this.settled.push({ batchId: batch.id, index, faceId, outcome: { kind: 'known', recognised: 'neutral' } });
    return Promise.resolve(true);
  };
  make = async (recipe: Recipe, _layout: Pixels | null, signal: AbortSignal): Promise<Face> => {
    this.begun.push(recipe);
    await this.engine(recipe, signal);
    signal.throwIfAborted();
    return { id: await recipeId(recipe), recipe, label: { recognised: recipe.expression ?? 'neutral' } } as Face;
  };
  keep = (batch: BatchRecord, index: number, face: Face) => {
    this.faces.add(face.id);
    this.settled.push({ batchId: batch.id, index, faceId: face.id, outcome: { kind: 'made', recognised: face.label.recognised, milliseconds: 1 } });
    return Promise.resolve();
  };
  fail = (batch: BatchRecord, index: number, faceId: string, reason: string) => {
    this.settled.push({ batchId: batch.id, index, faceId, outcome: { kind: 'failed', reason } });
    return Promise.resolve();
  };
  pause = (batch: BatchRecord, why: string) => {
    this.pauses.push(why);
    this.state(batch.id, 'paused');
    return Promise.resolve();
  };
  finish = ({ id }: BatchRecord) => {
    this.state(id, 'done');
    return Promise.resolve();
  };
}

/** The same browser storage, seen by the page after a reload. */
function reloaded(before: MemoryStudio): MemoryStudio {
  const after = new MemoryStudio();
  after.batches.push(...before.batches);
  after.settled.push(...before.settled);
  for (const id of before.faces) after.faces.add(id);
  return after;
}

const ids = (plan: BatchPlan) => Promise.all([...expandPlan(plan)].map(recipeId));

describe('the queue', () => {
  it('makes every face of every batch, batch after batch', async () => {
    const studio = new MemoryStudio();
    const first = studio.add({ seeds: [3, 4] });
    const second = studio.add({ seeds: [5] });
    await studio.run();
    expect(studio.begun.map(({ seed }) => seed)).toEqual([3, 4, 5]);
    expect([...studio.faces]).toEqual([...(await ids(first.plan)), ...(await ids(second.plan))]);
    expect(studio.batches.map(({ state }) => state)).toEqual(['done', 'done']);
  });

  it('resumes after a reload in the middle: no face twice, none lost', async () => {
    const before = new MemoryStudio();
    const { plan } = before.add({ seeds: seedsFrom(0, 6) });
    before.engine = () => {
      if (before.begun.length === 3) before.close();
      return Promise.resolve();
    };
    await before.run();
    expect(before.faces.size).toBe(2);

    const after = reloaded(before);
    await after.run();
    expect(after.begun.map(({ seed }) => seed)).toEqual([2, 3, 4, 5]);
    expect([...after.faces]).toEqual(await ids(plan));
    expect(after.settled.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('takes a face that is kept already for its own', async () => {
    const studio = new MemoryStudio();
    const { plan } = studio.add({ seeds: [1, 2] });
    const [known = ''] = await ids(plan);
    studio.faces.add(known);
    await studio.run();
    expect(studio.begun.map(({ seed }) => seed)).toEqual([2]);
    expect(studio.settled[0]?.outcome.kind).toBe('known');
  });

  it('makes the face that was broken off by a pause when the batch goes on', async () => {
    const studio = new MemoryStudio();
    const { id } = studio.add({ seeds: [1, 2] });
    studio.engine = () => {
      if (studio.begun.length === 1) studio.state(id, 'paused');
      return Promise.resolve();
    };
    await studio.run();
    expect(studio.faces.size).toBe(0);
    const later = reloaded(studio);
    later.state(id, 'waiting');
    await later.run();
    expect(later.begun.map(({ seed }) => seed)).toEqual([1, 2]);
  });

  it('goes on after a failed face and says why it failed', async () => {
    const studio = new MemoryStudio();
    studio.add({ seeds: [1, 2, 3] });
    studio.engine = ({ seed }) => (seed === 2 ? Promise.reject(new Error('not a number')) : Promise.resolve());
    await studio.run();
    expect(studio.faces.size).toBe(2);
    expect(studio.settled[1]?.outcome).toEqual({ kind: 'failed', reason: 'not a number' });
    expect(studio.batches[0]?.state).toBe('done');
  });

  it('pauses a batch after three failures in a row, and goes on with the next', async () => {
    const studio = new MemoryStudio();
    studio.add({ seeds: seedsFrom(0, 9) });
    studio.add({ seeds: [100] });
    studio.engine = ({ seed }) => ([1, 3, 4, 5].includes(seed) ? Promise.reject(new Error('boom')) : Promise.resolve());
    await studio.run();
    expect(studio.begun.map(({ seed }) => seed)).toEqual([0, 1, 2, 3, 4, 5, 100]);
    expect(studio.pauses).toEqual(['3 faces in a row failed, the last one so: boom']);
    expect(studio.batches.map(({ state }) => state)).toEqual(['paused', 'done']);
  });

  it('pauses a batch whose face cannot be kept, without calling the face failed', async () => {
    const studio = new MemoryStudio();
    studio.add({ seeds: [1, 2] });
    studio.keep = () => Promise.reject(new Error('the disk is full'));
    await studio.run();
    expect(studio.pauses).toEqual(['its faces could not be kept in this browser: the disk is full']);
    expect(studio.settled).toEqual([]);
  });

  it('pauses a batch whose layout is gone, says which, and goes on with it once it is there again', async () => {
    const studio = new MemoryStudio();
    const { id } = studio.add({ seeds: [1, 2] });
    studio.layout = () => Promise.reject(new MissingInput('the face 123456 is gone'));
    await studio.run();
    expect(studio.pauses).toEqual(['the face 123456 is gone']);
    expect(studio.settled).toEqual([]);
    const later = reloaded(studio);
    later.state(id, 'waiting');
    await later.run();
    expect(later.begun).toHaveLength(2);
  });

  it('ends when the target is reached, and spares classes that have enough', async () => {
    const studio = new MemoryStudio();
    studio.add({ expressions: ['fear', 'anger'], seeds: seedsFrom(0, 5) }, { perClass: 2 });
    // The first fear is not accepted.
    studio.accepted = async (batch) =>
      (await studio.items(batch)).flatMap(({ outcome, index }) => (outcome.kind === 'failed' || outcome.recognised === null || index === 0 ? [] : [outcome.recognised]));
    await studio.run();
    expect(studio.begun.map(({ seed, expression }) => `${expression} ${seed}`)).toEqual(['fear 0', 'anger 0', 'fear 1', 'anger 1', 'fear 2']);
    expect(studio.batches[0]?.state).toBe('done');
  });
});

describe('two tabs', () => {
  it('work one at a time, and one that can no longer work lets the other go on', async () => {
    const studio = new MemoryStudio();
    studio.add({ seeds: seedsFrom(0, 4) });
    const page = new AbortController();
    let held: Promise<unknown> = Promise.resolve();
    const by: string[] = [];
    const tab = (name: string, faces: number) => {
      let left = faces;
      let wake: () => void = () => undefined;
      const open = async () => left > 0 && (await studio.next()) !== null;
      const shifts: BatchShifts = {
        able: open,
        changed: (signal) => new Promise<void>((resolve) => ((wake = resolve), signal.addEventListener('abort', () => resolve()))),
        alone: (task) => {
          const turn = held.then(task);
          held = turn;
          return turn;
        },
      };
      const work: BatchWork = {
        ...studio,
        next: async () => ((await open()) ? studio.next() : null),
        make: async (recipe, layout, signal) => {
          by.push(name);
          left -= 1;
          return studio.make(recipe, layout, signal);
        },
        finish: async (batch) => {
          await studio.finish(batch);
          page.abort();
        },
      };
      return { end: workInShifts(shifts, work, page.signal), wake: () => wake() };
    };
    // The first has a model that fails after two faces.
    await Promise.all([tab('first', 2).end, tab('second', Infinity).end]);
    expect(by).toEqual(['first', 'first', 'second', 'second']);
    expect(studio.faces.size).toBe(4);
  });
});
