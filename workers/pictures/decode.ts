import { imageSize } from 'image-size';
import { DomainError } from '../../src/domain/errors';
import { MAX_SIDE, type Pixels } from '../../src/domain/face/pixels';
import { decodePng } from '../../src/domain/png/decode';
import { fitPicture } from '../synthesis/pictures/fit';
import type { Size, Span } from './protocol';

/** Bytes of a file in which every kind of picture says its size; in a JPEG what a camera adds comes before it. */
const HEADER_BYTES = 512 * 1024;

/**
 * Looks at what a picture says of its size, before it is decoded. What says nothing that is understood is left to the decoder.
 * @throws DomainError `picture-too-large`
 */
export function checkSize(name: string, bytes: Uint8Array): void {
  const size = sizeOf(bytes.subarray(0, HEADER_BYTES));
  if (size && Math.max(size.width, size.height) > MAX_SIDE) {
    throw new DomainError('picture-too-large', `${name} is ${size.width} × ${size.height}; at most ${MAX_SIDE} on a side can be opened.`);
  }
}

function sizeOf(header: Uint8Array): Size | null {
  try {
    return imageSize(header);
  } catch {
    return null;
  }
}

/** The PNG of a face → its pixels; what is larger than `most` is made smaller. @throws DomainError as `decodePng` */
export async function decodeFace(png: Uint8Array<ArrayBuffer>, most: Size): Promise<Pixels> {
  const pixels = await decodePng(png);
  const scale = Math.min(most.width / pixels.width, most.height / pixels.height);
  return scale >= 1 ? pixels : fitPicture(pixels, Math.max(1, Math.round(pixels.width * scale)), Math.max(1, Math.round(pixels.height * scale)));
}

/** The PNGs that lie at these places of one piece of memory, in their order. @throws DomainError as `decodePng`, of the first that cannot be read */
export function decodeSmall(pngs: Uint8Array<ArrayBuffer>, places: readonly Span[]): Promise<readonly Pixels[]> {
  return Promise.all(places.map(({ offset, bytes }) => decodePng(pngs.subarray(offset, offset + bytes))));
}
