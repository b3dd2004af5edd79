import { proxy, releaseProxy, wrap, type Remote } from 'comlink';
import type { Recipe } from '../domain/recipe/recipe';
import type { Face } from '../domain/face/face';
import type { Pixels } from '../domain/face/pixels';
import type { StepEvent } from '../domain/face/step';
import type { LoadedPack, LoadProgress } from '../domain/packs/loading';
import type { PackSource, Result, SynthesisWorkerApi } from '../../workers/synthesis/protocol';
import { SynthesisError } from './errors';
import { Turns } from './turns';

/** More crashes than this within the window, and the next load is refused: never a silent loop of restarts. */
const CRASHES_ALLOWED = 2;
const CRASH_WINDOW_MS = 5 * 60_000;

/** How long a cancelled job may go on before its worker is replaced. */
const CANCEL_GRACE_MS = 20_000;

interface Connection {
  readonly worker: Worker;
  readonly remote: Remote<SynthesisWorkerApi>;
  readonly pending: Set<(error: SynthesisError) => void>;
}

export interface GenerateOptions {
  readonly layout: Pixels | null;
  readonly signal: AbortSignal;
  readonly onStep: (event: StepEvent) => void;
}

/**
 * This side of the synthesis worker. comlink alone never notices that a worker died, drops error classes and
 * knows no cancellation: here every call either answers or rejects with a `SynthesisError`.
 */
export class SynthesisEngine {
  private connection: Connection | null = null;
  private crashes: readonly number[] = [];
  private readonly crashListeners = new Set<(error: SynthesisError) => void>();
  private readonly turns = new Turns();

  constructor(private readonly spawn: () => Worker) {}

  async load(source: PackSource, onProgress: (progress: LoadProgress) => void): Promise<LoadedPack> {
    if (this.crashes.length > CRASHES_ALLOWED) {
      this.crashes = [];
      throw new SynthesisError({
        code: 'worker-crashed',
        message:
          "The model's worker stopped several times within five minutes and is not started again by itself. Press Try again, or reload the page with ?backend=wasm.",
      });
    }
    return this.call((remote) => remote.load(source, proxy(onProgress)));
  }

  /** Checks a pack that was opened from files and keeps it in this browser, to be loaded by its place. */
  keepPack(place: string, files: ReadonlyMap<string, Blob>): Promise<void> {
    return this.call((remote) => remote.keepPack(place, files));
  }

  /** Makes a face that a person waits for. It goes before what `generateWhenIdle` makes. */
  generate(recipe: Recipe, options: GenerateOptions): Promise<Face> {
    return this.turns.foreground(() => this.run(recipe, options));
  }

  /** Makes a face when nobody waits for one; it is broken off and begun anew where somebody comes to wait. */
  generateWhenIdle(recipe: Recipe, options: GenerateOptions): Promise<Face> {
    return this.turns.whenIdle(options.signal, (signal) => this.run(recipe, { ...options, signal }));
  }

  /**
   * A recipe's picture, unlabelled, if the engine has nothing else to do: null where it has, or where something else came
   * to be done meanwhile.
   */
  preview(recipe: Recipe, layout: Pixels | null, signal: AbortSignal): Promise<Pixels | null> {
    return this.turns.inPassing(signal, (inTime) => this.job(inTime, (remote, job) => remote.preview(job, recipe, layout)));
  }

  /** The face of a picture that was made and saved before, labelled anew. Refused as `busy` while a person waits for another face. */
  restore(recipe: Recipe, pixels: Pixels): Promise<Face> {
    const { signal } = new AbortController();
    return this.turns.foreground(() => this.job(signal, (remote, job) => remote.restore(job, recipe, pixels)));
  }

  private run(recipe: Recipe, { layout, signal, onStep }: GenerateOptions): Promise<Face> {
    const onEvent = (event: StepEvent) => {
      if (!signal.aborted) onStep(event);
    };
    return this.job(signal, (remote, job) => remote.generate(job, recipe, layout, proxy(onEvent)));
  }

  /** A call that the signal cancels. */
  private async job<T>(signal: AbortSignal, request: (remote: Remote<SynthesisWorkerApi>, job: string) => Promise<Result<T>>): Promise<T> {
    if (signal.aborted) throw cancelled();
    const job = crypto.getRandomValues(new Uint32Array(2)).join('-');
    let watchdog: ReturnType<typeof setTimeout> | undefined;
    const onAbort = () => {
      watchdog = setTimeout(() => this.restart(cancelled()), CANCEL_GRACE_MS);
      void this.connection?.remote.cancel(job);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      return await this.call((remote) => request(remote, job));
    } finally {
      clearTimeout(watchdog);
      signal.removeEventListener('abort', onAbort);
    }
  }

  /** Ends the worker; the next call starts a fresh one, which has to load its pack again. */
  restart(reason: SynthesisError): void {
    const connection = this.connection;
    if (!connection) return;
    this.connection = null;
    connection.remote[releaseProxy]();
    connection.worker.terminate();
    for (const reject of [...connection.pending]) reject(reason);
  }

  /** Told of every crash, after the pending calls have been rejected. Returns the way to stop listening. */
  onCrash(listener: (error: SynthesisError) => void): () => void {
    this.crashListeners.add(listener);
    return () => this.crashListeners.delete(listener);
  }

  private connect(): Connection {
    if (this.connection) return this.connection;
    const worker = this.spawn();
    const connection: Connection = { worker, remote: wrap<SynthesisWorkerApi>(worker), pending: new Set() };
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.crash(connection, event.message || 'its script could not be loaded or ran into an error');
    });
    worker.addEventListener('messageerror', () => this.crash(connection, 'a message from it could not be read'));
    this.connection = connection;
    return connection;
  }

  private crash(connection: Connection, cause: string): void {
    if (this.connection !== connection) return;
    const now = Date.now();
    this.crashes = [...this.crashes.filter((at) => now - at < CRASH_WINDOW_MS), now];
    const error = new SynthesisError({
      code: 'worker-crashed',
      message: `The model's worker stopped: ${cause}. What it was doing is lost; a fresh worker takes its place and loads the model anew.`,
    });
    this.restart(error);
    for (const listener of this.crashListeners) listener(error);
  }

  private call<T>(request: (remote: Remote<SynthesisWorkerApi>) => Promise<Result<T>>): Promise<T> {
    const { remote, pending } = this.connect();
    return new Promise<T>((resolve, reject) => {
      pending.add(reject);
      request(remote)
        .then((result) => {
          if (result.ok) resolve(result.value);
          else reject(new SynthesisError(result.failure));
        })
        // Whatever a worker throws instead of answering is a fault of the worker.
        .catch((error: unknown) =>
          reject(
            new SynthesisError({
              code: 'worker-crashed',
              message: `The model's worker failed unexpectedly: ${error instanceof Error ? error.message : String(error)}. Try again; if it goes on, reload the page.`,
            }),
          ),
        )
        .finally(() => pending.delete(reject));
    });
  }
}

function cancelled(): SynthesisError {
  return new SynthesisError({ code: 'cancelled', message: 'Stopped.' });
}
