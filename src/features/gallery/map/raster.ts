/** A picture that dots are painted into, row by row, a word a pixel. */
export interface Raster {
  readonly pixels: Uint32Array;
  readonly width: number;
  readonly height: number;
}

/** Pixels about a middle: steps right and down, by turns. */
export type Stamp = Int32Array;

/** The pixels no further from the middle than `outer`, nor nearer than `inner`. */
export function stampOf(outer: number, inner = 0): Stamp {
  const reach = Math.ceil(outer);
  const steps = Array.from({ length: 2 * reach + 1 }, (_, i) => i - reach);
  const pixels = steps.flatMap((down) => steps.map((right) => [right, down] as const)).filter(([right, down]) => {
    const away = Math.hypot(right, down);
    return away <= outer && away >= inner;
  });
  return Int32Array.from(pixels.flat());
}

/** Paints a stamp over the pixel at a place; what lies outside of the picture is left out. Makes nothing: it is called for every dot. */
export function paint({ pixels, width, height }: Raster, x: number, y: number, stamp: Stamp, colour: number): void {
  const [column, row] = [Math.floor(x), Math.floor(y)];
  for (let i = 0; i < stamp.length; i += 2) {
    const at = column + (stamp[i] ?? 0);
    const line = row + (stamp[i + 1] ?? 0);
    if (at >= 0 && at < width && line >= 0 && line < height) pixels[line * width + at] = colour;
  }
}
