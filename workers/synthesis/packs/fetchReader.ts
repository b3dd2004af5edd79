import { concatBytes } from '../../../src/domain/bytes/deflate';
import { SynthesisError } from '../errors';
import type { PackReader } from './reader';

/** Reads a pack's files over HTTP from a folder URL ending in "/". */
export function fetchPackReader(folderUrl: string, fetchFile: typeof fetch = fetch): PackReader {
  return {
    location: folderUrl,
    async read(path, limit, onBytes) {
      const url = new URL(path, folderUrl).href;
      const unreachable = (why: string, cause?: unknown) =>
        new SynthesisError('pack-unreachable', `The model pack's file ${path} could not be fetched (${why}). Check the connection and try again.`, { cause });
      let response: Response;
      try {
        // Verified files are kept in Cache Storage, so the HTTP cache need not hold a second copy. (Chromium also breaks
        // off with ERR_CACHE_WRITE_FAILURE where two tabs write one large file into it at once.)
        response = await fetchFile(url, { cache: 'no-store' });
      } catch (cause) {
        throw unreachable('no answer', cause);
      }
      if (!response.ok) throw unreachable(`HTTP ${String(response.status)}`);
      // A server that answers every address with its start page would otherwise be cached as a model.
      if (/text\/html/i.test(response.headers.get('content-type') ?? '')) throw unreachable('the server sent a web page instead');
      if (response.body === null) throw unreachable('an empty answer');
      try {
        return await readStream(response.body, path, limit, onBytes);
      } catch (cause) {
        if (cause instanceof SynthesisError) throw cause;
        throw unreachable('the download broke off', cause);
      }
    },
  };
}

async function readStream(
  body: ReadableStream<Uint8Array>,
  path: string,
  limit: number,
  onBytes: (loaded: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader();
  const parts: Uint8Array[] = [];
  let loaded = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return concatBytes(parts);
    loaded += value.length;
    if (loaded > limit) {
      await reader.cancel().catch(() => undefined);
      throw new SynthesisError('pack-hash', `${path} is larger than its pack says: it is not the file that was published.`);
    }
    parts.push(value);
    onBytes(loaded);
  }
}
