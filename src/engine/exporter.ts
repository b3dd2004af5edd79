import { proxy, releaseProxy, wrap } from 'comlink';
import type { ExportOrder, ExportProgress, ExportSummary } from '../domain/dataset/exportRun';
import { holdExport } from '../storage/exportFolder';
import type { ExportErrorCode, ExportFailure, ExportRequest, ExportWorkerApi } from '../../workers/export/protocol';

/** A failure of an export with its stable code; the worker's answers and its death both end up here. */
export class ExportError extends Error {
  override readonly name = 'ExportError';
  readonly code: ExportErrorCode;

  constructor(failure: ExportFailure) {
    super(failure.message);
    this.code = failure.code;
  }
}

const spawn = () => new Worker(new URL('../../workers/export/worker.ts', import.meta.url), { type: 'module', name: 'export' });

/**
 * Writes faces kept in this browser as a labelled set, in a worker of its own that ends with the export.
 * @throws ExportError `cancelled` once the signal is aborted, `no-faces`, `disk-full`, `not-writable`, `failed`, `worker-crashed`
 */
export async function exportFaces(
  order: ExportOrder,
  target: FileSystemFileHandle | null,
  { signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress: (progress: ExportProgress) => void },
): Promise<ExportSummary> {
  const worker = spawn();
  const request: ExportRequest = { ...order, target: target ?? (await nameHeld()) };
  const remote = wrap<ExportWorkerApi>(worker);
  const cancel = () => void remote.cancel();
  signal.addEventListener('abort', cancel, { once: true });
  // Progress comes by a channel of its own: its last message may come after the result, and would set the export going again.
  let over = false;
  const show = (progress: ExportProgress) => {
    if (!over) onProgress(progress);
  };
  try {
    const result = await Promise.race([remote.exportFaces(request, proxy(show)), death(worker)]);
    if (!result.ok) throw new ExportError(result.failure);
    return result.value;
  } finally {
    over = true;
    signal.removeEventListener('abort', cancel);
    remote[releaseProxy]();
    worker.terminate();
  }
}

let letGo: (() => void) | null = null;

/** A name for the next file, held until this page's export after it: for that long the browser may take to download it. */
async function nameHeld(): Promise<string> {
  letGo?.();
  const name = `${crypto.randomUUID()}.zip`;
  letGo = await holdExport(name);
  return name;
}

/** Rejects when the worker dies: comlink alone would wait for ever. */
function death(worker: Worker): Promise<never> {
  return new Promise((_, reject) => {
    const crashed = (cause: string) => {
      reject(new ExportError({ code: 'worker-crashed', message: `The export's worker stopped: ${cause}. Nothing was written; try again.` }));
    };
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      crashed(event.message || 'its script could not be loaded or ran into an error');
    });
    worker.addEventListener('messageerror', () => crashed('a message from it could not be read'));
  });
}
