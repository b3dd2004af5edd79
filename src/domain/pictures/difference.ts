import type { Pixels } from '../face/pixels';

/** How far two pictures of one size are apart, pixel by pixel. */
export interface PictureDifference {
  readonly width: number;
  readonly height: number;
  /** Per pixel the mean over R, G and B of the absolute difference, 0–255, row by row. */
  readonly values: Float32Array;
  /** Over all pixels, 0–255. */
  readonly mean: number;
  readonly largest: number;
}

/** The absolute difference of two pictures; alpha is left out. Null where their sizes differ. */
export function pictureDifference(a: Pixels, b: Pixels): PictureDifference | null {
  const { width, height } = a;
  if (b.width !== width || b.height !== height) return null;
  const values = new Float32Array(width * height);
  let sum = 0;
  let largest = 0;
  for (let i = 0; i < values.length; i++) {
    let apart = 0;
    for (let channel = 4 * i; channel < 4 * i + 3; channel++) apart += Math.abs((a.data[channel] ?? 0) - (b.data[channel] ?? 0));
    const value = apart / 3;
    values[i] = value;
    sum += value;
    largest = Math.max(largest, value);
  }
  return { width, height, values, mean: sum / values.length, largest };
}

type Rgb = readonly [number, number, number];

/** Dark to light in even steps of lightness, so that it reads in grey and with any colour vision, too. */
const HEAT: readonly [Rgb, ...Rgb[]] = [
  [0, 0, 0],
  [84, 18, 110],
  [186, 54, 85],
  [246, 140, 20],
  [252, 252, 164],
];

/** The difference as a picture: black where there is none, pale yellow where it is largest. */
export function heatMap({ width, height, values, largest }: PictureDifference): Pixels {
  const data = new Uint8ClampedArray(4 * width * height);
  values.forEach((value, i) => data.set([...heat(largest === 0 ? 0 : value / largest), 255], 4 * i));
  return { width, height, data };
}

/** The colour of a share, 0–1, of the scale. */
function heat(share: number): Rgb {
  const position = share * (HEAT.length - 1);
  const below = Math.min(Math.floor(position), HEAT.length - 2);
  const [from, to] = [HEAT[below] ?? HEAT[0], HEAT[below + 1] ?? HEAT[0]];
  const mix = (channel: 0 | 1 | 2) => from[channel] + (to[channel] - from[channel]) * (position - below);
  return [mix(0), mix(1), mix(2)];
}
