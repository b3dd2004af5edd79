import type { Pixels } from '../../../src/domain/face/pixels';

/** Where in a picture a new one lies: the place of its top left corner, and what one new pixel to the right and one down are, in pixels. */
export interface Placement {
  readonly origin: readonly [x: number, y: number];
  readonly right: readonly [x: number, y: number];
  readonly down: readonly [x: number, y: number];
}

/** A rectangle of a picture, in pixels; it may reach past the edges. */
export interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A rectangle as the place of a picture of this size. */
export function placeOf({ left, top, width, height }: Rectangle, columns: number, rows: number): Placement {
  return { origin: [left, top], right: [width / columns, 0], down: [0, height / rows] };
}

/**
 * The new picture that lies so in the old one. Where it is smaller by two or more, the old one is halved first as often as that holds; then
 * each new pixel is the mean of four bilinear points, or one where it is no smaller. Past the edges the outermost pixels are repeated.
 * Alpha is laid over white.
 */
export function warp(picture: Pixels, placement: Placement, width: number, height: number): Pixels {
  let [from, to] = [picture, placement];
  while (scaleOf(to) >= 2 && Math.min(from.width, from.height) > 1) [from, to] = [halved(from), halfOf(to)];
  const points = scaleOf(to) > 1 + 1e-6 ? 2 : 1;
  const { origin, right, down } = to;
  const data = new Uint8ClampedArray(4 * width * height);
  const sum = new Float64Array(3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      sum.fill(0);
      for (let point = 0; point < points ** 2; point++) {
        const along = x + ((point % points) + 0.5) / points;
        const across = y + (Math.floor(point / points) + 0.5) / points;
        addPoint(from, origin[0] + along * right[0] + across * down[0], origin[1] + along * right[1] + across * down[1], sum);
      }
      const at = 4 * (y * width + x);
      for (let channel = 0; channel < 3; channel++) data[at + channel] = (sum[channel] ?? 0) / points ** 2;
      data[at + 3] = 255;
    }
  }
  return { width, height, data };
}

/** Old pixels along a new one. */
function scaleOf({ right, down }: Placement): number {
  return Math.max(Math.hypot(...right), Math.hypot(...down));
}

function halfOf({ origin, right, down }: Placement): Placement {
  return { origin: [origin[0] / 2, origin[1] / 2], right: [right[0] / 2, right[1] / 2], down: [down[0] / 2, down[1] / 2] };
}

/** Half the picture, each pixel the mean of four. A last row or column without a partner is left out. */
function halved({ width, height, data }: Pixels): Pixels {
  const [columns, rows] = [Math.max(1, width >> 1), Math.max(1, height >> 1)];
  const half = new Uint8ClampedArray(4 * columns * rows);
  const [stepX, stepY] = [width > 1 ? 4 : 0, height > 1 ? 4 * width : 0];
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const at = 4 * (2 * y * width + 2 * x);
      for (let channel = 0; channel < 4; channel++) {
        const first = at + channel;
        half[4 * (y * columns + x) + channel] = ((data[first] ?? 0) + (data[first + stepX] ?? 0) + (data[first + stepY] ?? 0) + (data[first + stepX + stepY] ?? 0)) / 4;
      }
    }
  }
  return { width: columns, height: rows, data: half };
}

/** Adds the colour at a point to the sums. */
function addPoint(picture: Pixels, x: number, y: number, sum: Float64Array): void {
  const [left, top] = [Math.floor(x - 0.5), Math.floor(y - 0.5)];
  const [shareX, shareY] = [x - 0.5 - left, y - 0.5 - top];
  addPixel(picture, left, top, (1 - shareX) * (1 - shareY), sum);
  addPixel(picture, left + 1, top, shareX * (1 - shareY), sum);
  addPixel(picture, left, top + 1, (1 - shareX) * shareY, sum);
  addPixel(picture, left + 1, top + 1, shareX * shareY, sum);
}

function addPixel({ width, height, data }: Pixels, x: number, y: number, weight: number, sum: Float64Array): void {
  if (weight === 0) return;
  const at = 4 * (Math.min(height - 1, Math.max(0, y)) * width + Math.min(width - 1, Math.max(0, x)));
  const alpha = (data[at + 3] ?? 255) / 255;
  for (let channel = 0; channel < 3; channel++) sum[channel] = (sum[channel] ?? 0) + weight * ((data[at + channel] ?? 0) * alpha + 255 * (1 - alpha));
}
