import type { Pixels } from '../../src/domain/face/pixels';
import type { PngChunk } from '../../src/domain/png/chunks';

/** What crosses between the studio and the worker that encodes single pictures. Types only. */
export interface PngWorkerApi {
  /** @param extra chunks that go before the image data */
  encode(pixels: Pixels, extra: readonly PngChunk[]): Promise<Uint8Array<ArrayBuffer>>;
}
