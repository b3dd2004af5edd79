import { releaseProxy, wrap, type Remote } from 'comlink';
import type { Result, SynthesisWorkerApi } from '../../workers/synthesis/protocol';
import { SynthesisError } from './errors';
import { crash, type WorkerEnd } from './recovery/workerEnd';

/**
 * One synthesis worker, from its start to its end. comlink alone never notices that a worker died and drops error classes: here every
 * call either answers or rejects with a `SynthesisError`, and an end is told once, whatever brought it about.
 */
export class Connection {
  private readonly remote: Remote<SynthesisWorkerApi>;
  private readonly pending = new Set<(error: SynthesisError) => void>();
  private over = false;

  /** @param onEnd told after the calls under way have been rejected */
  constructor(
    private readonly worker: Worker,
    private readonly onEnd: (end: WorkerEnd) => void,
  ) {
    this.remote = wrap<SynthesisWorkerApi>(worker);
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.end(crash(event.message || 'its script could not be loaded or ran into an error'));
    });
    worker.addEventListener('messageerror', () => this.end(crash('a message from it could not be read')));
  }

  call<T>(request: (remote: Remote<SynthesisWorkerApi>) => Promise<Result<T>>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.pending.add(reject);
      request(this.remote)
        .then((result) => {
          if (result.ok) return resolve(result.value);
          const error = new SynthesisError(result.failure);
          // The sessions stood on that device: this worker makes no face any more.
          if (error.code === 'device-lost') this.end({ cause: 'device-lost', error });
          // A module that aborted stays so: its worker is as good as dead.
          else if (error.code === 'worker-crashed') this.end({ cause: 'crash', error });
          reject(error);
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
        .finally(() => this.pending.delete(reject));
    });
  }

  cancel(job: string): void {
    if (!this.over) void this.remote.cancel(job);
  }

  end(end: WorkerEnd): void {
    if (this.over) return;
    this.over = true;
    this.remote[releaseProxy]();
    this.worker.terminate();
    for (const reject of [...this.pending]) reject(end.error);
    this.onEnd(end);
  }
}
