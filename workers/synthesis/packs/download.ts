import type { PackFile } from '../../../src/domain/packs/manifest';
import { SynthesisError, throwIfCancelled } from '../errors';
import { ChangedMeanwhile, Interrupted } from './reader';
import type { FilePart, PackReader } from './reader';
import { hashStream, startHash } from './streamHash';
import type { StreamHash } from './streamHash';

export interface DownloadOptions {
  /** Called with the bytes of the file that are there. */
  readonly onBytes: (loaded: number) => void;
  /** Aborted: the download pauses, and what has come stays. */
  readonly signal?: AbortSignal | undefined;
  /** Without a byte for so long, the connection is given up and made anew. */
  readonly stallMs?: number;
  readonly wait?: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>;
}

const STALL_MS = 30_000;
/** Attempts one after the other that brought nothing new. */
const FRUITLESS_MOST = 6;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 60_000;

/**
 * The rest of a file, from where its part stands: attempts go on where the last broke off, until every byte is there and the SHA-256
 * is the one that the pack names.
 * @throws SynthesisError `cancelled` (paused), `pack-unreachable`, `pack-hash`, `storage-full`
 */
export async function download(reader: PackReader, file: PackFile, part: FilePart, options: DownloadOptions): Promise<Blob> {
  const { signal, onBytes, wait = waitFor } = options;
  const so: SoFar = { hash: await hashStream(await part.stream()) };
  let [most, fruitless] = [part.size, 0];
  // Bytes of two versions, or from a former visit, may be joined in it: then the whole file gets one more chance.
  let joined = part.size > 0;
  for (;;) {
    throwIfCancelled(signal);
    try {
      if (part.size < file.bytes) {
        joined ||= part.size > 0;
        await fill(reader, file, part, so, options);
      }
      if (so.hash.hex() === file.sha256) {
        onBytes(file.bytes);
        return await part.finish();
      }
      await part.reset(null);
      so.hash = await startHash();
      if (!joined) throw notTheFile(file, 'another SHA-256');
      joined = false;
      most = 0;
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
      throwIfCancelled(signal);
      if (error instanceof ChangedMeanwhile) {
        await part.reset(null);
        so.hash = await startHash();
      }
      fruitless = part.size > most ? 0 : fruitless + 1;
      most = Math.max(most, part.size);
      if (fruitless >= FRUITLESS_MOST) {
        throw new SynthesisError('pack-unreachable', `The model pack's file ${file.path} could not be fetched (${error.message}). ${String(part.size)} of its ${String(file.bytes)} bytes are kept: try again, and it goes on from there.`, { cause: error });
      }
      await wait(Math.min(error.retryAfterMs ?? FIRST_WAIT_MS * 2 ** fruitless, LONGEST_WAIT_MS), signal);
    }
  }
}

/** The hash over what the part has by now. */
interface SoFar {
  hash: StreamHash;
}

/** One attempt at the rest of the part. */
async function fill(reader: PackReader, file: PackFile, part: FilePart, so: SoFar, { onBytes, signal, stallMs = STALL_MS }: DownloadOptions): Promise<void> {
  const attempt = new AbortController();
  const abort = AbortSignal.any([attempt.signal, ...(signal ? [signal] : [])]);
  const before = part.size;
  try {
    const { body, start, version } = await unlessStalled(reader.open(file.path, part.size, part.version, abort), stallMs);
    if (start !== part.size || part.size === 0) {
      await part.reset(version);
      so.hash = await startHash();
    }
    const chunks = body.getReader();
    for (;;) {
      const { done, value } = await unlessStalled(chunks.read().catch(brokenOff), stallMs);
      if (done) break;
      if (part.size + value.length > file.bytes) {
        await part.reset(null);
        throw notTheFile(file, `more than ${String(file.bytes)} bytes`);
      }
      await part.append(value);
      so.hash.update(value);
      onBytes(part.size);
    }
  } finally {
    attempt.abort();
  }
  if (part.size === file.bytes) return;
  if (part.size <= before) throw notTheFile(file, `only ${String(part.size)} of ${String(file.bytes)} bytes`);
  throw new Interrupted('the connection was closed early');
}

function brokenOff(cause: unknown): never {
  throw new Interrupted('the download broke off', null, { cause });
}

function notTheFile({ path }: PackFile, what: string): SynthesisError {
  return new SynthesisError('pack-hash', `${path} is not the file its pack names (${what}). It was damaged or changed: load the pack again, or ask who published it.`);
}

async function unlessStalled<T>(task: Promise<T>, milliseconds: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stalled = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Interrupted('no byte came for too long')), milliseconds);
  });
  try {
    return await Promise.race([task, stalled]);
  } finally {
    clearTimeout(timer);
    task.catch(() => undefined);
  }
}

function waitFor(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
