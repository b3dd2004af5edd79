import type { Pixels } from '../../../src/domain/face/pixels';

/** Pixels of a thumbnail's longer side at most. */
const SIDE = 64;

/** The picture made smaller by a whole number, each pixel the mean of those that it stands for; itself where it is small. */
export function thumbnailOf(picture: Pixels): Pixels {
  const by = Math.ceil(Math.max(picture.width, picture.height) / SIDE);
  if (by === 1) return picture;
  const [width, height] = [Math.floor(picture.width / by), Math.floor(picture.height / by)];
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let channel = 0; channel < 4; channel++) data[(y * width + x) * 4 + channel] = meanAt(picture, x * by, y * by, by, channel);
    }
  }
  return { width, height, data };
}

function meanAt({ width, data }: Pixels, left: number, top: number, by: number, channel: number): number {
  let sum = 0;
  for (let y = top; y < top + by; y++) for (let x = left; x < left + by; x++) sum += data[(y * width + x) * 4 + channel] ?? 0;
  return sum / (by * by);
}
