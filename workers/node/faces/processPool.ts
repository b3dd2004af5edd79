import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { DomainError } from '../../../src/domain/errors';
import type { DomainErrorCode, SynthesisErrorCode } from '../../../src/domain/errors';
import type { Recipe } from '../../../src/domain/recipe/recipe';
import { SynthesisError } from '../../synthesis/errors';
import type { FaceMaker, MakerAbout, MakerOptions, Outcome } from './faceMaker';

/** First argument of a process that makes faces for another. */
export const FACE_WORKER = '--face-worker';

/** Parent → worker process. */
export type ToWorker = { readonly kind: 'open'; readonly options: MakerOptions } | { readonly kind: 'make'; readonly recipes: readonly Recipe[] };

/** Worker process → parent. */
export type FromWorker =
  | { readonly kind: 'opened'; readonly about: MakerAbout }
  | { readonly kind: 'made'; readonly outcomes: readonly Outcome[] }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string };

/** Tasks made ahead of the one that is waited for, for each process: as many finished faces are in memory at most. */
const AHEAD = 4;
/** A task that so many processes died over is given up. */
const MOST_DEATHS = 3;

interface Task {
  readonly number: number;
  readonly recipes: readonly Recipe[];
  deaths: number;
}

/**
 * Processes of one model each. A process that dies is replaced, and what it was making is made again; nothing of it was
 * handed out.
 */
export class ProcessPool implements FaceMaker {
  private readonly workers = new Set<Worker>();
  private failure: Error | null = null;
  private wake: () => void = () => undefined;
  private readonly queue: Task[] = [];
  private readonly done = new Map<number, readonly Outcome[]>();
  private deathsAtStart = 0;
  private closed = false;

  private constructor(
    readonly about: MakerAbout,
    first: Worker,
    private readonly count: number,
    private readonly options: MakerOptions,
  ) {
    this.adopt(first);
  }

  /** @throws SynthesisError, DomainError where the model cannot be opened */
  static async open(count: number, options: MakerOptions): Promise<ProcessPool> {
    for (let deaths = 1; ; deaths++) {
      const first = new Worker(options);
      try {
        const pool = new ProcessPool(await first.opened, first, count, options);
        while (pool.workers.size < count) pool.adopt(new Worker(options));
        return pool;
      } catch (error) {
        if (!(error instanceof Died) || deaths === MOST_DEATHS) throw error;
      }
    }
  }

  async *make(recipes: Iterable<Recipe>, stopping: () => boolean): AsyncGenerator<Outcome> {
    const tasks = inTasks(recipes, this.options.batch);
    let begun = 0;
    let handedOut = 0;
    let ended = false;
    for (;;) {
      while (!ended && !stopping() && begun - handedOut < this.count * AHEAD) {
        const next = tasks.next();
        if (next.done === true) ended = true;
        else this.queue.push({ number: begun++, recipes: next.value, deaths: 0 });
      }
      if (stopping()) this.queue.length = 0;
      this.handToIdle();
      const outcomes = this.done.get(handedOut);
      if (outcomes !== undefined) {
        this.done.delete(handedOut);
        handedOut += 1;
        yield* outcomes;
        continue;
      }
      if (this.failure !== null) throw this.failure;
      if (stopping() ? !this.busy() : ended && handedOut === begun) return;
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }

  close(): void {
    this.closed = true;
    for (const worker of this.workers) worker.end();
  }

  private handToIdle(): void {
    for (const worker of this.workers) {
      if (this.queue.length === 0) return;
      if (!worker.ready || worker.task !== null) continue;
      const task = this.queue.shift();
      if (task !== undefined) worker.begin(task);
    }
  }

  private busy(): boolean {
    return [...this.workers].some(({ task }) => task !== null);
  }

  private adopt(worker: Worker): void {
    this.workers.add(worker);
    worker.onMade = (task, outcomes) => {
      this.done.set(task.number, outcomes);
      this.wake();
    };
    worker.opened.then(
      () => {
        this.deathsAtStart = 0;
        this.wake();
      },
      (error: unknown) => {
        if (error instanceof Died && ++this.deathsAtStart < MOST_DEATHS) return;
        this.failure = error instanceof Error ? error : new Error(String(error));
        this.wake();
      },
    );
    worker.onDeath = (how) => {
      this.workers.delete(worker);
      if (this.closed) return;
      if (worker.task !== null) this.bury(worker.task, how);
      if (this.failure === null) this.adopt(new Worker(this.options));
      this.wake();
    };
  }

  /** A dead process's task: made again, or given up where process after process dies over it. */
  private bury(task: Task, how: string): void {
    task.deaths += 1;
    if (task.deaths < MOST_DEATHS) {
      this.queue.unshift(task);
      return;
    }
    const reason = `${String(MOST_DEATHS)} processes ended while they made it, the last ${how}. Where memory is short, use fewer --workers.`;
    this.done.set(task.number, task.recipes.map(() => ({ kind: 'failed', code: 'worker-crashed', reason, ofRecipe: false })));
  }
}

function* inTasks(recipes: Iterable<Recipe>, size: number): Generator<readonly Recipe[]> {
  let task: Recipe[] = [];
  for (const recipe of recipes) {
    task.push(recipe);
    if (task.length < size) continue;
    yield task;
    task = [];
  }
  if (task.length > 0) yield task;
}

/** A process ended before it had anything to say. */
class Died extends Error {}

/** One process: this program again, as a face worker. */
class Worker {
  task: Task | null = null;
  ready = false;
  onMade: (task: Task, outcomes: readonly Outcome[]) => void = () => undefined;
  onDeath: (how: string) => void = () => undefined;
  readonly opened: Promise<MakerAbout>;
  private readonly child: ChildProcess;

  constructor(options: MakerOptions) {
    this.child = fork(process.argv[1] ?? '', [FACE_WORKER], { serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    this.opened = new Promise((resolve, reject) => {
      this.child.on('message', (message: FromWorker) => {
        switch (message.kind) {
          case 'opened':
            this.ready = true;
            resolve(message.about);
            break;
          case 'failed':
            reject(failureOf(message));
            break;
          case 'made': {
            const { task } = this;
            this.task = null;
            if (task !== null) this.onMade(task, message.outcomes);
          }
        }
      });
      this.child.on('exit', (code, signal) => {
        const how = signal === null ? `with exit code ${String(code)}` : `by ${signal}`;
        if (!this.ready) reject(new Died(`A worker process ended ${how} while it loaded the model. Where memory is short, use fewer --workers.`));
        this.onDeath(how);
      });
    });
    this.send({ kind: 'open', options });
  }

  begin(task: Task): void {
    this.task = task;
    this.send({ kind: 'make', recipes: task.recipes });
  }

  end(): void {
    this.child.kill('SIGKILL');
  }

  private send(message: ToWorker): void {
    // A process that has just died is heard of by its exit.
    this.child.send(message, () => undefined);
  }
}

/** Errors cross as data; their codes decide what the command line says of them. */
function failureOf({ code, message }: { readonly code: string; readonly message: string }): Error {
  if (code === 'unexpected') return new Error(message);
  return code.startsWith('recipe-') ? new DomainError(code as DomainErrorCode, message) : new SynthesisError(code as SynthesisErrorCode, message);
}
