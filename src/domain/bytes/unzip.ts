import { InflateLimitError, bytesUpTo } from './deflate';

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

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
/** The end record may be followed by a comment of this length. */
const LONGEST_COMMENT = 65_535;

/**
 * The files of a zip, by its central directory (PKWARE APPNOTE 6.3): stored or deflated, without encryption, up to 4 GB and
 * 65,534 files. Nothing is unpacked before it is asked for.
 * @throws ZipError
 */
export async function readZip(zip: Blob): Promise<ZipEntry[]> {
  const tailStart = Math.max(0, zip.size - END_BYTES - LONGEST_COMMENT);
  const tail = await view(zip, tailStart, zip.size);
  let end = tail.byteLength - END_BYTES;
  while (end >= 0 && tail.getUint32(end, true) !== END) end -= 1;
  if (end < 0) throw new ZipError('The file is not a zip, or it is cut short.');
  const count = tail.getUint16(end + 10, true);
  const [size, start] = [tail.getUint32(end + 12, true), tail.getUint32(end + 16, true)];
  if (count === 0xffff || start === 0xffffffff) throw new ZipError('The zip has more files, or is larger, than can be read here. Unpack it and pack a part of it.');
  const directory = await view(zip, start, start + size);
  const entries: ZipEntry[] = [];
  for (let offset = 0; entries.length < count; ) {
    if (offset + 46 > directory.byteLength || directory.getUint32(offset, true) !== CENTRAL) throw damaged();
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => directory.getUint16(offset + field, true)) as [number, number, number];
    if (offset + 46 + nameLength > directory.byteLength) throw damaged();
    const path = new TextDecoder().decode(new Uint8Array(directory.buffer, offset + 46, nameLength));
    const packed = { method: directory.getUint16(offset + 10, true), size: directory.getUint32(offset + 20, true), local: directory.getUint32(offset + 42, true) };
    entries.push({ path, read: (limit) => readEntry(zip, packed, limit) });
    offset += 46 + nameLength + extraLength + commentLength;
  }
  return entries;
}

async function readEntry(zip: Blob, { method, size, local }: { method: number; size: number; local: number }, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const header = await view(zip, local, local + 30);
  if (header.byteLength < 30 || header.getUint32(0, true) !== LOCAL) throw damaged();
  const start = local + 30 + header.getUint16(26, true) + header.getUint16(28, true);
  const packed = zip.slice(start, start + size);
  if (packed.size !== size) throw damaged();
  switch (method) {
    case 0:
      return upTo(packed.stream(), limit);
    case 8:
      return upTo(packed.stream().pipeThrough(new DecompressionStream('deflate-raw')), limit);
    default:
      throw new ZipError('The zip is encrypted, or packed in a way that cannot be read here.');
  }
}

async function upTo(stream: ReadableStream<Uint8Array<ArrayBuffer>>, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await bytesUpTo(stream, limit);
  } catch (cause) {
    if (cause instanceof InflateLimitError) throw new ZipError(`A file in the zip is larger than ${String(limit)} bytes.`, { cause });
    throw new ZipError('The zip is damaged.', { cause });
  }
}

async function view(zip: Blob, start: number, end: number): Promise<DataView<ArrayBuffer>> {
  return new DataView(await zip.slice(start, end).arrayBuffer());
}

function damaged(): ZipError {
  return new ZipError('The zip is damaged.');
}
