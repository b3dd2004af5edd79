import { concatBytes } from '../domain/bytes/deflate';

/** A zip that cannot be read: not a zip, damaged, of a kind that is not supported, or a bomb. The message is shown to people. */
export class ZipError extends Error {
  override readonly name = 'ZipError';
}

/** A file in a zip. */
export interface ZipEntry {
  readonly path: string;
  /** Its bytes; at most `limit` of them. @throws ZipError past the limit or where the data is damaged */
  read(limit: number): Promise<Uint8Array<ArrayBuffer>>;
}

/**
 * The files of a zip of any size and number, by its central directory; zip64 as well, encrypted ones not. Nothing is unpacked before it is
 * asked for.
 * @throws ZipError
 */
export async function readZip(zip: Blob): Promise<ZipEntry[]> {
  // Not before somebody opens a zip. Workers of its own would be blobs, which the page's policy forbids.
  const { BlobReader, ERR_ENCRYPTED, ERR_UNSUPPORTED_COMPRESSION, ERR_UNSUPPORTED_ENCRYPTION, ZipReader } = await import('@zip.js/zip.js/lib/zip-core.js');
  const reader = new ZipReader(new BlobReader(zip), { useWebWorkers: false, checkSignature: true });
  const entries = await reader.getEntries().catch((cause: unknown) => {
    throw new ZipError('The file is not a zip, or it is cut short.', { cause });
  });
  // Writers without zip64 stop counting here, and what comes after would be lost without a word.
  if (entries.length === 0xffff) throw new ZipError('The zip holds more files than it counts. Unpack it and pack a part of it.');
  const unsupported = new Set([ERR_ENCRYPTED, ERR_UNSUPPORTED_COMPRESSION, ERR_UNSUPPORTED_ENCRYPTION]);
  return entries
    .filter((entry) => !entry.directory)
    .map((entry) => ({
      path: entry.filename,
      async read(limit) {
        const sink = new Sink(limit);
        try {
          await entry.getData(new WritableStream(sink));
        } catch (cause) {
          if (sink.isFull) throw new ZipError(`A file in the zip is larger than ${String(limit)} bytes.`, { cause });
          const foreign = cause instanceof Error && unsupported.has(cause.message);
          throw new ZipError(foreign ? 'The zip is encrypted, or packed in a way that cannot be read here.' : 'The zip is damaged.', { cause });
        }
        return sink.bytes();
      },
    }));
}

/** Takes bytes up to a limit: what the directory says of a file's size may be a lie. */
class Sink implements UnderlyingSink<Uint8Array> {
  private readonly parts: Uint8Array[] = [];
  private length = 0;

  constructor(private readonly limit: number) {}

  get isFull(): boolean {
    return this.length > this.limit;
  }

  write(part: Uint8Array): void {
    this.length += part.length;
    if (this.isFull) throw new RangeError('too large');
    this.parts.push(part);
  }

  bytes(): Uint8Array<ArrayBuffer> {
    return concatBytes(this.parts);
  }
}
