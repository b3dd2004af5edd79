import { concatBytes, inflate } from '../bytes/deflate';
import { DomainError } from '../errors';
import { readChunks, readHeader } from './chunks';
import { unfilterRows } from './filters';
import type { Pixels } from '../face/pixels';

/** Channels by colour type: grey, RGB, grey with alpha, RGBA. */
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 4: 2, 6: 4 };

/**
 * A PNG file → pixels, for where there is no `createImageBitmap` (Node), or where it would cost more than the picture (thumbnails by the dozen). Reads 8 bits a channel, grey or colour,
 * with or without alpha, not interlaced, no palette.
 * @throws DomainError `picture-invalid` for other kinds and damaged files, `picture-too-large` (readHeader, readChunks).
 */
export async function decodePng(bytes: Uint8Array<ArrayBuffer>): Promise<Pixels> {
  const { width, height, bitDepth, colourType, interlaced } = readHeader(bytes);
  const channels = CHANNELS[colourType];
  if (channels === undefined || bitDepth !== 8 || interlaced) {
    throw new DomainError('picture-invalid', 'Only PNG pictures with 8 bits a channel, without palette and not interlaced can be read here. Save the picture as 8-bit RGB.');
  }
  const packed = concatBytes(readChunks(bytes).filter((chunk) => chunk.type === 'IDAT').map((chunk) => chunk.data));
  const rowBytes = width * channels;
  const filtered = await inflate(packed, height * (rowBytes + 1)).catch((cause: unknown) => {
    throw new DomainError('picture-invalid', 'The PNG file is damaged: its image data cannot be read.', { cause });
  });
  const raw = unfilterRows(filtered, height, rowBytes, channels);
  if (raw === null) throw new DomainError('picture-invalid', 'The PNG file is damaged: its image data is incomplete.');

  const data = new Uint8ClampedArray(width * height * 4);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const at = (channel: number) => raw[pixel * channels + channel] ?? 0;
    const grey = channels < 3;
    data[pixel * 4] = at(0);
    data[pixel * 4 + 1] = at(grey ? 0 : 1);
    data[pixel * 4 + 2] = at(grey ? 0 : 2);
    data[pixel * 4 + 3] = channels === 2 ? at(1) : channels === 4 ? at(3) : 255;
  }
  return { width, height, data };
}
