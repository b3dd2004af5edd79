import { proxy, type Remote } from 'comlink';
import type { Recipe } from '../domain/recipe/recipe';
import type { Face } from '../domain/face/face';
import type { Pixels } from '../domain/face/pixels';
import type { Detail, Latent, StepEvent } from '../domain/face/step';
import type { LabelledFace } from '../domain/labelling/labelledFace';
import type { LoadedPack, LoadProgress, RecogniserStatus } from '../domain/packs/loading';
import type { RecogniserTrial } from '../domain/recognisers/trial';
import type { PackSource, Result, SynthesisWorkerApi } from '../../workers/synthesis/protocol';
import { Connection } from './connection';
import { cancelled } from './errors';
import { PackGate } from './packGate';
import { JobQueue, type JobPriority } from './queue';
import { onceAfterDeviceLoss, retrying, type Retry } from './recovery/retry';
import { watched } from './recovery/watchdog';
import { EndCount, type WorkerEnd } from './recovery/workerEnd';

export interface GenerateOptions {
  /** Who waits for it: somebody, or a batch, which gives way to whomever. */
  readonly priority: JobPriority;
  readonly layout: Pixels | null;
  readonly signal: AbortSignal;
  /** Its turn has come: its steps are to come, from the first. Again where it gave way or is begun anew after a fault. */
  readonly onBegin: () => void;
  readonly onStep: (event: StepEvent) => void;
  /** Whether it is begun anew after a fault of the engine. */
  readonly again: Retry;
}

type Request<T> = (remote: Remote<SynthesisWorkerApi>, job: string) => Promise<Result<T>>;

const UNSTOPPABLE = new AbortController().signal;

/**
 * This side of the synthesis worker: one worker, one model in it, one queue for what is asked of it. Every call answers or rejects with a
 * `SynthesisError`. A worker's end is one event, after which jobs wait until the pack is loaded anew.
 */
export class SynthesisEngine {
  private connection: Connection | null = null;
  private readonly pack = new PackGate();
  private readonly ends = new EndCount();
  private readonly endListeners = new Set<(end: WorkerEnd) => void>();

  constructor(
    private readonly spawn: () => Worker,
    private readonly queue = new JobQueue(),
  ) {}

  /** What all jobs wait for, and so the one call that has no turn. */
  load(source: PackSource, onProgress: (progress: LoadProgress) => void): Promise<LoadedPack> {
    return this.pack.follow(async () => {
      this.ends.refuseTooMany();
      return this.connect().call((remote) => remote.load(source, proxy(onProgress)));
    });
  }

  /** Checks a pack that was opened from files and keeps it in this browser, to be loaded by its place. */
  keepPack(place: string, files: ReadonlyMap<string, Blob>): Promise<void> {
    return this.queue.run('person', UNSTOPPABLE, () => this.connect().call((remote) => remote.keepPack(place, files)));
  }

  generate(recipe: Recipe, { priority, layout, signal, onBegin, onStep, again }: GenerateOptions): Promise<Face> {
    return this.queue.run(priority, signal, (turn) => {
      const onEvent = (event: StepEvent) => {
        if (!turn.aborted) onStep(event);
      };
      const request: Request<Face> = (remote, job) => {
        onBegin();
        return remote.generate(job, recipe, layout, proxy(onEvent));
      };
      return retrying(() => this.job(turn, request, { patient: priority === 'batch' }), turn, again);
    });
  }

  /** A recipe's picture, unlabelled, once nothing else is to be done; null where a newer one took its place or something else came. */
  preview(recipe: Recipe, layout: Pixels | null, signal: AbortSignal): Promise<Pixels | null> {
    return this.queue.preview(signal, (turn) => this.job(turn, (remote, job) => remote.preview(job, recipe, layout)));
  }

  /** The face of a picture that was made and saved before, labelled anew. */
  restore(recipe: Recipe, pixels: Pixels): Promise<Face> {
    const again = onceAfterDeviceLoss();
    return this.queue.run('person', UNSTOPPABLE, (turn) =>
      retrying(() => this.job(turn, (remote, job) => remote.restore(job, recipe, pixels)), turn, again),
    );
  }

  /** The faces of any picture, and what they show. A face that somebody asks for comes before the next picture. */
  labelPicture(pixels: Pixels, signal: AbortSignal): Promise<LabelledFace[]> {
    const again = onceAfterDeviceLoss();
    return this.queue.run('batch', signal, (turn) => retrying(() => this.job(turn, (remote, job) => remote.labelPicture(job, pixels)), turn, again));
  }

  /** What a recogniser says of the known pictures, by its files' names. @throws SynthesisError `voter-invalid`, … */
  tryRecogniser(files: ReadonlyMap<string, Blob>): Promise<RecogniserTrial> {
    return this.queue.run('person', UNSTOPPABLE, (turn) => this.job(turn, (remote) => remote.tryRecogniser(files)));
  }

  /** Gives the recognisers that are kept in this browser their seats. */
  seatRecognisers(): Promise<RecogniserStatus[]> {
    return this.queue.run('person', UNSTOPPABLE, (turn) => this.job(turn, (remote) => remote.seatRecognisers()));
  }

  /**
   * The picture of a latent of the loaded pack. It waits for the pack and for no job: a face that is being made waits for it.
   * @throws SynthesisError `latent-mismatch`, …
   */
  async draw(latent: Latent, detail: Detail): Promise<Pixels> {
    await this.pack.passed(UNSTOPPABLE, { patient: false });
    const [picture] = await this.connect().call((remote) => remote.draw([latent], detail));
    if (!picture) throw new Error('The engine drew nothing.');
    return picture;
  }

  /** Told of every end of a worker, after the calls under way have been rejected. Returns the way to stop listening. */
  onEnd(listener: (end: WorkerEnd) => void): () => void {
    this.endListeners.add(listener);
    return () => this.endListeners.delete(listener);
  }

  /** A call that needs the pack, and that the signal cancels. */
  private async job<T>(signal: AbortSignal, request: Request<T>, { patient } = { patient: false }): Promise<T> {
    await this.pack.passed(signal, { patient });
    const connection = this.connect();
    const job = crypto.getRandomValues(new Uint32Array(2)).join('-');
    return watched(() => connection.call((remote) => request(remote, job)), {
      signal,
      onAbort: () => connection.cancel(job),
      onOverdue: () => connection.end({ cause: 'slow-stop', error: cancelled() }),
    });
  }

  private connect(): Connection {
    this.connection ??= new Connection(this.spawn(), (end) => {
      this.connection = null;
      this.pack.close();
      this.ends.add(end);
      for (const listener of this.endListeners) listener(end);
    });
    return this.connection;
  }
}
