import type { Pixels } from '../face/pixels';
import type { FramingFlag } from './framing';
import { luma } from './grey';

export const PIXEL_FLAGS = ['dark', 'bright', 'flat', 'blurred', 'clipped'] as const;
/** dark, bright: mean luma; flat: hardly any contrast; blurred: hardly any edges; clipped: much pure black or white. */
type PixelFlag = (typeof PIXEL_FLAGS)[number];

/** What can be wrong with a face's picture. */
export type QualityFlag = FramingFlag | PixelFlag;

const DARK = 40;
const BRIGHT = 215;
/** Skin, hair and a wall of one brightness are no fault: at 18 faces that look well were flagged. */
const FLAT_DEVIATION = 12;
const BLURRED_EDGES = 12;
const CLIPPED_SHARE = 0.25;

/** What is wrong with the picture as a picture, whatever face it shows. */
export function pixelFlags(image: Pixels): PixelFlag[] {
  const grey = greyPixels(image);
  const { mean, variance } = moments(grey);
  const wrong: Record<PixelFlag, boolean> = {
    dark: mean < DARK,
    bright: mean > BRIGHT,
    flat: Math.sqrt(variance) < FLAT_DEVIATION,
    blurred: moments(edges(grey, image.width, image.height)).variance < BLURRED_EDGES,
    clipped: clippedShare(grey) > CLIPPED_SHARE,
  };
  return PIXEL_FLAGS.filter((flag) => wrong[flag]);
}

function greyPixels({ width, height, data }: Pixels): Float32Array {
  const grey = new Float32Array(width * height);
  for (let pixel = 0; pixel < grey.length; pixel++) grey[pixel] = luma(data, 4 * pixel);
  return grey;
}

/** The Laplacian inside the border: sharp edges make its variance large, a blurred picture has none. */
function edges(grey: Float32Array, width: number, height: number): Float32Array {
  const laplacian = new Float32Array(Math.max(0, width - 2) * Math.max(0, height - 2));
  const at = (pixel: number) => grey[pixel] ?? 0;
  let next = 0;
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const pixel = y * width + x;
      laplacian[next++] = at(pixel - 1) + at(pixel + 1) + at(pixel - width) + at(pixel + width) - 4 * at(pixel);
    }
  }
  return laplacian;
}

function moments(values: Float32Array): { readonly mean: number; readonly variance: number } {
  let sum = 0;
  let squares = 0;
  for (const value of values) {
    sum += value;
    squares += value * value;
  }
  const mean = sum / Math.max(1, values.length);
  return { mean, variance: squares / Math.max(1, values.length) - mean * mean };
}

/** Share of pixels that are as good as pure black or white. */
function clippedShare(grey: Float32Array): number {
  let clipped = 0;
  for (const value of grey) if (value < 3 || value > 252) clipped++;
  return clipped / Math.max(1, grey.length);
}
