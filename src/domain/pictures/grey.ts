import type { Pixels } from '../face/pixels';

/** Luma (Rec. 601) of the pixel at `offset`, 0–255. */
export function luma(data: ArrayLike<number>, offset: number): number {
  return 0.299 * (data[offset] ?? 0) + 0.587 * (data[offset + 1] ?? 0) + 0.114 * (data[offset + 2] ?? 0);
}

/** The picture as `columns` × `rows` grey cells, each the mean of its pixels, row by row. */
export function greyCells({ width, height, data }: Pixels, columns: number, rows: number): Float32Array {
  const cells = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    const [top, bottom] = span(row, rows, height);
    for (let column = 0; column < columns; column++) {
      const [left, right] = span(column, columns, width);
      let sum = 0;
      for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) sum += luma(data, 4 * (y * width + x));
      cells[row * columns + column] = sum / ((bottom - top) * (right - left));
    }
  }
  return cells;
}

/** Pixels of the cell, at least one: a picture smaller than the grid repeats pixels. */
function span(cell: number, cells: number, size: number): [number, number] {
  const from = Math.floor((cell * size) / cells);
  return [from, Math.max(from + 1, Math.floor(((cell + 1) * size) / cells))];
}
