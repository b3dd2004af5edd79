import '../../src/domain/withoutJit';
import { expose } from 'comlink';
import { Counter } from '../../src/domain/dataset/tally';
import { ExportError, toFailure } from './errors';
import { toExamples } from './examples';
import { exportFiles } from './exportFiles';
import { removeLeftExports } from '../../src/storage/exportFolder';
import type { ExportFile } from './file';
import type { ExportProgress, ExportSummary } from '../../src/domain/dataset/exportRun';
import type { ExportRequest, ExportWorkerApi } from './protocol';
import { storedContext, storedFaces } from './storedFaces';
import { zipStream } from './zip';
import { writeToChosen, writeToPrivate } from './zipTarget';

let running: AbortController | null = null;

async function exportFaces(request: ExportRequest, onProgress: (progress: ExportProgress) => void, signal: AbortSignal): Promise<ExportSummary> {
  const { ids, places, expected, packs, settings, target } = request;
  await removeLeftExports();
  const counter = new Counter();
  const written = { files: 0, bytes: 0 };
  const candidates = storedFaces(ids, places, onProgress, signal);
  const files = exportFiles(toExamples(candidates, storedContext(packs), counter), settings, counter, expected);
  const zip = zipStream(counted(files, written), settings.name, new Date(settings.date));
  const file = typeof target === 'string' ? await writeToPrivate(zip, target, signal) : null;
  if (typeof target !== 'string') await writeToChosen(zip, target, signal);
  const { counts, excluded, unnamedUnits } = counter;
  return { tally: { counts, excluded, unnamedUnits }, ...written, file };
}

async function* counted(files: AsyncIterable<ExportFile>, written: { files: number; bytes: number }): AsyncGenerator<ExportFile> {
  for await (const file of files) {
    written.files += 1;
    written.bytes += file.bytes.length;
    yield file;
  }
}

const api: ExportWorkerApi = {
  async exportFaces(request, onProgress) {
    if (running !== null) return { ok: false, failure: { code: 'busy', message: 'Another export is being written. Wait for it or cancel it.' } };
    const controller = new AbortController();
    running = controller;
    try {
      return { ok: true, value: await exportFaces(request, onProgress, controller.signal) };
    } catch (error) {
      return { ok: false, failure: toFailure(controller.signal.aborted ? new ExportError('cancelled', 'The export was cancelled.') : error) };
    } finally {
      running = null;
    }
  },

  cancel() {
    running?.abort();
    return Promise.resolve();
  },
};

expose(api);
