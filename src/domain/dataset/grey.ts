import { luma } from '../pictures/grey';
import type { Pixels } from '../face/pixels';

/** How far each output cell reaches over the input's cells, along one axis: [first, weights]. */
function cells(input: number, output: number): { first: number; weights: number[] }[] {
  const scale = input / output;
  return Array.from({ length: output }, (_, cell) => {
    const [from, to] = [cell * scale, (cell + 1) * scale];
    const first = Math.floor(from);
    const weights = Array.from({ length: Math.ceil(to) - first }, (_, i) => Math.min(to, first + i + 1) - Math.max(from, first + i));
    return { first, weights: weights.map((weight) => weight / scale) };
  });
}

/**
 * The picture as `side` × `side` grey levels 0–255, row by row; each level is the mean over the area it covers, parts
 * of pixels included.
 */
export function greySquare({ width, height, data }: Pixels, side: number): Uint8Array {
  const [columns, rows] = [cells(width, side), cells(height, side)];
  const levels = Float64Array.from({ length: width * height }, (_, pixel) => luma(data, 4 * pixel));
  return Uint8Array.from({ length: side * side }, (_, i) => {
    const [row, column] = [rows[Math.floor(i / side)], columns[i % side]];
    let sum = 0;
    row?.weights.forEach((vertical, y) => {
      column?.weights.forEach((horizontal, x) => {
        sum += vertical * horizontal * (levels[(row.first + y) * width + column.first + x] ?? 0);
      });
    });
    return Math.round(sum);
  });
}
