import { SynthesisError } from '../synthesis/errors';

/** Answers that say that there is no such file. */
const NO_FILE = new Set([404, 410]);

/**
 * Bytes of a file over HTTP, all of it where `bytes` is 0; null where there is none. Of a server that knows no ranges the whole file is
 * read, which the browser's cache then keeps.
 * @throws SynthesisError `pack-unreachable`
 */
export async function readPiece(address: string, offset: number, bytes: number, fetchFile: typeof fetch = fetch): Promise<Blob | null> {
  const unreachable = (why: string, cause?: unknown) =>
    new SynthesisError('pack-unreachable', `${address} could not be fetched (${why}). Check the connection and the address, and try again.`, { cause });
  const headers = new Headers(bytes === 0 ? {} : { Range: `bytes=${String(offset)}-${String(offset + bytes - 1)}` });
  const response = await fetchFile(address, { headers }).catch((cause: unknown) => {
    throw unreachable('no answer, or its host does not let other pages read it (CORS)', cause);
  });
  if (NO_FILE.has(response.status)) return null;
  if (!response.ok) throw unreachable(`HTTP ${String(response.status)}`);
  // A server that answers every address with its start page has no such file.
  if (/text\/html/i.test(response.headers.get('content-type') ?? '')) return null;
  const body = await response.blob();
  const piece = bytes === 0 || response.status === 206 ? body : body.slice(offset, offset + bytes);
  if (bytes > 0 && piece.size !== bytes) throw unreachable(`${String(piece.size)} bytes came where ${String(bytes)} were asked for`);
  return piece;
}
