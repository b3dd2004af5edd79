import type { RgbaImage } from '../png/image';
import { luma } from './grey';

export const QUALITY_FLAGS = ['dark', 'bright', 'flat', 'blurred', 'clipped'] as const;
/** dark, bright: mean luma; flat: hardly any contrast; blurred: hardly any edges; clipped: much pure black or white. */
export type QualityFlag = (typeof QUALITY_FLAGS)[number];

const DARK = 40;
const BRIGHT = 215;
const FLAT_DEVIATION = 18;
const BLURRED_EDGES = 12;
const CLIPPED_SHARE = 0.25;

/** What is wrong with the picture as a picture, whatever face it shows. */
export function qualityFlags(image: RgbaImage): QualityFlag[] {
  const grey = greyPixels(image);
  const mean = average(grey);
  const deviation = Math.sqrt(average(grey.map((value) => (value - mean) ** 2)));
  const clipped = grey.filter((value) => value < 3 || value > 252).length / Math.max(1, grey.length);
  const wrong: Record<QualityFlag, boolean> = {
    dark: mean < DARK,
    bright: mean > BRIGHT,
    flat: deviation < FLAT_DEVIATION,
    blurred: edgeVariance(grey, image.width, image.height) < BLURRED_EDGES,
    clipped: clipped > CLIPPED_SHARE,
  };
  return QUALITY_FLAGS.filter((flag) => wrong[flag]);
}

function greyPixels({ width, height, data }: RgbaImage): Float32Array {
  return Float32Array.from({ length: width * height }, (_, pixel) => luma(data, 4 * pixel));
}

/** Variance of the Laplacian: sharp edges make it large, a blurred picture has none. */
function edgeVariance(grey: Float32Array, width: number, height: number): number {
  const edges: number[] = [];
  const at = (x: number, y: number) => grey[y * width + x] ?? 0;
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      edges.push(at(x - 1, y) + at(x + 1, y) + at(x, y - 1) + at(x, y + 1) - 4 * at(x, y));
    }
  }
  const mean = average(edges);
  return average(edges.map((edge) => (edge - mean) ** 2));
}

function average(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] ?? 0;
  return sum / Math.max(1, values.length);
}
