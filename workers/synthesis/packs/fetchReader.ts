import { SynthesisError, throwIfCancelled } from '../errors';
import { ChangedMeanwhile, Interrupted } from './reader';
import type { OpenedFile, PackReader } from './reader';

/** Answers after which the same question may get another: too early, too many, trouble of the moment. */
const MAY_PASS = new Set([408, 425, 429, 500, 502, 503, 504]);

/** Reads a pack's files over HTTP from a folder URL ending in "/". */
export function fetchPackReader(folderUrl: string, fetchFile: typeof fetch = fetch): PackReader {
  return {
    location: folderUrl,
    async open(path, from, version, signal) {
      const url = new URL(path, folderUrl);
      const unreachable = (why: string) => new SynthesisError('pack-unreachable', `The model pack's file ${path} could not be fetched (${why}). Check the connection and the address, and try again.`);
      const response = await ask(url, from, version, signal, fetchFile);
      if (MAY_PASS.has(response.status)) throw new Interrupted(`HTTP ${String(response.status)}`, retryAfter(response.headers.get('retry-after')));
      // What is kept is as long as the file there or longer, so that is another one.
      if (response.status === 416 && from > 0) throw new ChangedMeanwhile();
      if (!response.ok) throw unreachable(`HTTP ${String(response.status)}`);
      // A server that answers every address with its start page would otherwise be kept as a model.
      if (/text\/html/i.test(response.headers.get('content-type') ?? '')) throw unreachable('the server sent a web page instead');
      if (response.body === null) throw unreachable('an empty answer');
      return opened(response, response.body, from, version);
    },
  };
}

/**
 * Always asks for a range, so that the answer is not compressed and its bytes can be counted. Another host is asked without If-Range,
 * which would need its consent beforehand (CORS): there the versions are compared afterwards.
 */
async function ask(url: URL, from: number, version: string | null, signal: AbortSignal | undefined, fetchFile: typeof fetch): Promise<Response> {
  const headers = new Headers({ Range: `bytes=${String(from)}-` });
  if (from > 0 && version !== null && isOwn(url)) headers.set('If-Range', version);
  try {
    // Verified files are kept by hash, so the HTTP cache need not hold a second copy. (Chromium also breaks off with
    // ERR_CACHE_WRITE_FAILURE where two tabs write one large file into it at once.)
    return await fetchFile(url.href, { cache: 'no-store', headers, ...(signal && { signal }) });
  } catch (cause) {
    throwIfCancelled(signal);
    const elsewhere = isOwn(url) ? '' : ', or its host does not let other pages read it (CORS)';
    throw new Interrupted(`no answer${elsewhere}`, null, { cause });
  }
}

function opened({ status, headers }: Response, body: ReadableStream<Uint8Array>, from: number, version: string | null): OpenedFile {
  const now = versionOf(headers);
  if (status !== 206) return { body, start: 0, version: now };
  const start = Number(/^bytes (\d+)-/.exec(headers.get('content-range') ?? '')?.[1] ?? from);
  if (start !== from) throw new Interrupted(`the server sent bytes from ${String(start)} on where ${String(from)} were asked for`);
  if (from > 0 && version !== null && now !== null && now !== version) {
    void body.cancel().catch(() => undefined);
    throw new ChangedMeanwhile();
  }
  return { body, start, version: now };
}

/** A strong ETag, else a date; a weak ETag does not promise the same bytes. */
function versionOf(headers: Headers): string | null {
  const etag = headers.get('etag');
  return etag !== null && !etag.startsWith('W/') ? etag : headers.get('last-modified');
}

/** Seconds or a date → milliseconds from now. */
function retryAfter(value: string | null): number | null {
  if (value === null) return null;
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(seconds, 0) * 1000 : null;
}

function isOwn(url: URL): boolean {
  return typeof location === 'undefined' || url.origin === location.origin;
}
