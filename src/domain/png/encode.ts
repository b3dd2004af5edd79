import { deflate } from '../bytes/deflate';
import { writeChunks } from './chunks';
import type { PngChunk } from './chunks';
import { filterRows } from './filters';
import type { Pixels } from '../face/pixels';

const RGB = 2;
const RGBA = 6;

/**
 * Pixels → a PNG file of 8 bits a channel: RGB where all is opaque, RGBA otherwise. `extra` chunks (text) go
 * before the image data. The same pixels on the same engine give the same bytes.
 */
export async function encodePng(image: Pixels, extra: readonly PngChunk[] = []): Promise<Uint8Array<ArrayBuffer>> {
  const { width, height, data } = image;
  const channels = isOpaque(data) ? 3 : 4;
  const raw = new Uint8Array(width * height * channels);
  for (let from = 0, to = 0; from < data.length; from += 4, to += channels) raw.set(data.subarray(from, from + channels), to);

  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([8, channels === 3 ? RGB : RGBA, 0, 0, 0], 8);
  return writeChunks([
    { type: 'IHDR', data: header },
    ...extra,
    { type: 'IDAT', data: await deflate(filterRows(raw, width * channels, channels)) },
    { type: 'IEND', data: new Uint8Array(0) },
  ]);
}

function isOpaque(data: Uint8ClampedArray): boolean {
  for (let i = 3; i < data.length; i += 4) if (data[i] !== 255) return false;
  return true;
}
