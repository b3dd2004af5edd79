import { concatBytes } from '../bytes/deflate';
import { crc32 } from '../bytes/crc32';
import { DomainError } from '../errors';
import { MAX_SIDE } from '../face/pixels';
import { MAX_FILE_BYTES } from './fileLimit';

export interface PngChunk {
  /** Four letters: "IHDR". */
  readonly type: string;
  readonly data: Uint8Array<ArrayBuffer>;
}

export interface PngHeader {
  readonly width: number;
  readonly height: number;
  readonly bitDepth: number;
  readonly colourType: number;
  readonly interlaced: boolean;
}

export const PNG_SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/** True where the bytes begin as a PNG file does. */
export function isPng(bytes: Uint8Array): boolean {
  return bytes.length >= PNG_SIGNATURE.length && PNG_SIGNATURE.every((byte, i) => bytes[i] === byte);
}

/**
 * A PNG file → its chunks up to IEND, each checked by its CRC (PNG specification, 3rd edition, section 5).
 * @throws DomainError `picture-too-large` past MAX_FILE_BYTES; `picture-invalid` where the file is no PNG or damaged.
 */
export function readChunks(bytes: Uint8Array<ArrayBuffer>): PngChunk[] {
  if (bytes.length > MAX_FILE_BYTES) {
    throw new DomainError('picture-too-large', `The picture file is larger than ${String(MAX_FILE_BYTES / 1024 / 1024)} MB.`);
  }
  if (!isPng(bytes)) throw new DomainError('picture-invalid', 'The file is not a PNG picture.');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: PngChunk[] = [];
  let offset = PNG_SIGNATURE.length;
  while (offset + 12 <= bytes.length) {
    const length = view.getUint32(offset);
    const end = offset + 12 + length;
    if (end > bytes.length) break;
    if (crc32(bytes.subarray(offset + 4, end - 4)) !== view.getUint32(end - 4)) {
      throw new DomainError('picture-invalid', 'The PNG file is damaged: a checksum is wrong.');
    }
    const type = String.fromCharCode(...bytes.subarray(offset + 4, offset + 8));
    chunks.push({ type, data: bytes.subarray(offset + 8, end - 4) });
    if (type === 'IEND') return chunks;
    offset = end;
  }
  throw new DomainError('picture-invalid', 'The PNG file is cut short.');
}

/** Chunks → a PNG file, with lengths and checksums. */
export function writeChunks(chunks: readonly PngChunk[]): Uint8Array<ArrayBuffer> {
  return concatBytes([PNG_SIGNATURE, ...chunks.map(chunkBytes)]);
}

function chunkBytes({ type, data }: PngChunk): Uint8Array {
  const bytes = new Uint8Array(12 + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  for (let i = 0; i < 4; i++) bytes[4 + i] = type.charCodeAt(i);
  bytes.set(data, 8);
  view.setUint32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)));
  return bytes;
}

/**
 * The image header, to be looked at before any decoding: refuses pictures that would fill the memory.
 * @throws DomainError `picture-too-large` where a side passes MAX_SIDE; `picture-invalid` without a sound IHDR.
 */
export function readHeader(bytes: Uint8Array): PngHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sound = isPng(bytes) && bytes.length >= 33 && view.getUint32(8) === 13 && view.getUint32(12) === 0x49484452;
  if (!sound) throw new DomainError('picture-invalid', 'The file is not a PNG picture.');
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  if (width === 0 || height === 0) throw new DomainError('picture-invalid', 'The picture is empty.');
  if (width > MAX_SIDE || height > MAX_SIDE) {
    throw new DomainError('picture-too-large', `The picture is ${String(width)} × ${String(height)}; at most ${String(MAX_SIDE)} on a side can be opened.`);
  }
  return { width, height, bitDepth: view.getUint8(24), colourType: view.getUint8(25), interlaced: view.getUint8(28) !== 0 };
}
