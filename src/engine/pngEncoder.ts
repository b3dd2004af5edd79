import { releaseProxy, wrap } from 'comlink';
import type { Pixels } from '../domain/face/pixels';
import type { PngChunk } from '../domain/png/chunks';
import type { PngWorkerApi } from '../../workers/export/pngProtocol';

/**
 * Pixels → a PNG file, in a worker of its own: choosing each row's filter takes longer than a frame, and the page would stand still.
 * @param extra chunks that go before the image data
 */
export async function encodePngAside(pixels: Pixels, extra: readonly PngChunk[]): Promise<Uint8Array<ArrayBuffer>> {
  const worker = new Worker(new URL('../../workers/export/pngWorker.ts', import.meta.url), { type: 'module', name: 'png' });
  const remote = wrap<PngWorkerApi>(worker);
  const death = new Promise<never>((_, reject) => {
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      reject(new Error(`The picture could not be encoded: ${event.message || 'the script for it could not be loaded'}. Try again.`));
    });
  });
  try {
    return await Promise.race([remote.encode(pixels, extra), death]);
  } finally {
    remote[releaseProxy]();
    worker.terminate();
  }
}
