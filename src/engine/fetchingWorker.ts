import { releaseProxy, wrap, type Remote } from 'comlink';
import type { DownloadWorkerApi } from '../../workers/download/protocol';
import type { Result } from '../../workers/synthesis/protocol';
import { SynthesisError } from './errors';

/** A worker that fetches packs and pieces of sets. It may reach the hosts that were allowed when it was made. */
export class FetchingWorker {
  private readonly worker = new Worker(new URL('../../workers/download/worker.ts', import.meta.url), { type: 'module', name: 'download' });
  private readonly remote = wrap<DownloadWorkerApi>(this.worker);
  private readonly death = new Promise<never>((_, reject) => {
    this.worker.addEventListener('error', (event) => {
      event.preventDefault();
      reject(new SynthesisError({ code: 'worker-crashed', message: `The worker that fetches packs and sets stopped: ${event.message || 'its script could not be loaded'}. What has come is kept; try again.` }));
    });
  });

  constructor() {
    // Whoever asks hears of it; without a question it concerns nobody.
    this.death.catch(() => undefined);
  }

  /** @throws SynthesisError as the worker answers */
  async ask<T>(request: (remote: Remote<DownloadWorkerApi>) => Promise<Result<T>>): Promise<T> {
    const result = await Promise.race([request(this.remote), this.death]);
    if (!result.ok) throw new SynthesisError(result.failure);
    return result.value;
  }

  end(): void {
    this.remote[releaseProxy]();
    this.worker.terminate();
  }
}
