import { proxy, type Remote } from 'comlink';
import type { LoadProgress } from '../domain/packs/loading';
import type { Machine } from '../domain/packs/requirements';
import { requestAdapter, isSoftwareAdapter } from '../../workers/synthesis/runtime/adapter';
import type { DownloadWorkerApi, PackDescription } from '../../workers/download/protocol';
import type { Result } from '../../workers/synthesis/protocol';
import { originRoom } from '../storage/originStorage';
import { FetchingWorker } from './fetchingWorker';

/** What a pack is, before anything else of it is fetched. @throws SynthesisError `pack-unreachable`, `pack-invalid`, `pack-version` */
export function describePack(place: string): Promise<PackDescription> {
  return inWorker((remote) => remote.describe(place));
}

/** Brings a pack into this browser; aborted, it pauses. @throws SynthesisError `cancelled`, `pack-unreachable`, `pack-hash`, `storage-full` */
export function downloadPack(place: string, { signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress: (progress: LoadProgress) => void }): Promise<void> {
  return inWorker((remote) => {
    signal.addEventListener('abort', () => void remote.pause(), { once: true });
    return remote.download(place, proxy(onProgress));
  });
}

/** What this machine has for a pack. */
export async function describeMachine(): Promise<Machine> {
  const adapter = await requestAdapter();
  const graphics = adapter === null || isSoftwareAdapter(adapter) ? null : adapter;
  const { deviceMemory } = navigator as { deviceMemory?: number };
  const { quota, usage } = await originRoom();
  return {
    graphics: graphics && { halves: graphics.features?.has('shader-f16') ?? false, largestBuffer: graphics.limits?.maxBufferSize ?? 0 },
    memory: deviceMemory === undefined ? null : deviceMemory * 2 ** 30,
    room: quota === undefined ? null : quota - (usage ?? 0),
  };
}

async function inWorker<T>(request: (remote: Remote<DownloadWorkerApi>) => Promise<Result<T>>): Promise<T> {
  const worker = new FetchingWorker();
  try {
    return await worker.ask(request);
  } finally {
    worker.end();
  }
}
