import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ExportOrder, ExportProgress } from '../domain/dataset/exportRun';
import type { ExportResult, ExportWorkerApi } from '../../workers/export/protocol';
import { ExportError, exportFaces } from './exporter';
import { FakeWorker } from './fakeWorker';

const order = {} as ExportOrder;
const chosen = {} as FileSystemFileHandle;
const done: ExportResult = { ok: true, value: { tally: { counts: [], excluded: [], unnamedUnits: [] } as never, files: 1, bytes: 2, file: null } };

/** The next export's worker answers as `api` does. */
function workerThat(api: Partial<ExportWorkerApi>) {
  const worker = new FakeWorker<ExportWorkerApi>(api);
  // A class, since it is called by `new`.
  vi.stubGlobal('Worker', class {
    constructor() {
      return worker;
    }
  });
  return worker;
}

const started = (onProgress: (progress: ExportProgress) => void, signal = new AbortController().signal) => exportFaces(order, chosen, { signal, onProgress });

describe('an export', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('ends its worker with its answer', async () => {
    const worker = workerThat({ exportFaces: () => Promise.resolve(done) });
    await expect(started(() => undefined)).resolves.toEqual(done.ok && done.value);
    expect(worker.terminate).toHaveBeenCalledOnce();
  });

  it('is over with its answer, though word of its progress may come after it', async () => {
    let say: (progress: ExportProgress) => void = () => undefined;
    workerThat({
      exportFaces: (_, onProgress) => {
        say = onProgress;
        return Promise.resolve(done);
      },
    });
    const heard = vi.fn();
    await started(heard);
    say({ done: 12, total: 12 });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(heard).not.toHaveBeenCalled();
  });

  it('fails with the code of what went wrong, or of the death of its worker', async () => {
    workerThat({ exportFaces: () => Promise.resolve({ ok: false, failure: { code: 'disk-full', message: 'full' } }) });
    await expect(started(() => undefined)).rejects.toEqual(new ExportError({ code: 'disk-full', message: 'full' }));
    const worker = workerThat({ exportFaces: () => new Promise<never>(() => undefined) });
    const failing = started(() => undefined);
    worker.dispatchEvent(Object.assign(new Event('error', { cancelable: true }), { message: 'boom' }));
    await expect(failing).rejects.toMatchObject({ code: 'worker-crashed' });
  });
});
