/** The output would be larger than allowed: a decompression bomb, or not what was expected. */
export class InflateLimitError extends Error {
  constructor(readonly limit: number) {
    super(`The compressed data unfolds to more than ${String(limit)} bytes.`);
    this.name = 'InflateLimitError';
  }
}

/** zlib-compress (RFC 1950). The same bytes in the same browser or Node give the same result. */
export async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/**
 * zlib-decompress, stopping as soon as the output passes `limit` bytes.
 * @throws InflateLimitError past the limit; TypeError where the data is damaged or cut short.
 */
export async function inflate(bytes: Uint8Array<ArrayBuffer>, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  return bytesUpTo(streamOf(bytes).pipeThrough(new DecompressionStream('deflate')), limit);
}

/** All bytes of a stream. @throws InflateLimitError as soon as they pass `limit`, and what the stream throws */
export async function bytesUpTo(stream: ReadableStream<Uint8Array>, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const reader = stream.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > limit) {
      await reader.cancel().catch(() => undefined);
      throw new InflateLimitError(limit);
    }
    parts.push(value);
  }
  return concatBytes(parts);
}

/** Byte arrays one after the other. */
export function concatBytes(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

/** What is unfolded at a time is at most a thousand times as much. */
const PIECE_BYTES = 16 * 1024;

/** In pieces, so that a reader can stop. (Of a blob, every stream would begin with a question to the browser's other processes.) */
function streamOf(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
  let given = 0;
  return new ReadableStream({
    pull(controller) {
      if (given < bytes.length) controller.enqueue(bytes.subarray(given, (given += PIECE_BYTES)));
      else controller.close();
    },
  });
}
