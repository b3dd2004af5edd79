import { SynthesisError } from '../errors';
import { MAX_SIDE, type Pixels } from '../../../src/domain/face/pixels';

/**
 * Any picture → width × height: the largest part of that shape from the middle, resized by area average (each new
 * pixel is the mean of the area it covers, weighted by overlap). A picture of that size already is returned as it is.
 * @throws SynthesisError `picture-invalid`, `picture-too-large`
 */
export function fitPicture(picture: Pixels, width: number, height: number): Pixels {
  if (picture.width < 1 || picture.height < 1 || picture.data.length !== picture.width * picture.height * 4) {
    throw new SynthesisError('picture-invalid', 'The picture is empty or its size does not match its data.');
  }
  if (picture.width > MAX_SIDE || picture.height > MAX_SIDE) {
    throw new SynthesisError('picture-too-large', `The picture is ${String(picture.width)} × ${String(picture.height)}; at most ${String(MAX_SIDE)} on a side can be used.`);
  }
  if (picture.width === width && picture.height === height) return picture;
  const scale = Math.min(picture.width / width, picture.height / height);
  const columns = overlaps(width, (picture.width - width * scale) / 2, scale, picture.width);
  const rows = overlaps(height, (picture.height - height * scale) / 2, scale, picture.height);
  const data = new Uint8ClampedArray(width * height * 4);
  rows.forEach((row, y) => {
    columns.forEach((column, x) => {
      data.set(average(picture, row, column), (y * width + x) * 4);
    });
  });
  return { width, height, data };
}

interface Overlap {
  readonly index: number;
  readonly weight: number;
}

/** For each of `count` new pixels of length `scale` from `start`: the old pixels it covers and how much of them. */
function overlaps(count: number, start: number, scale: number, size: number): Overlap[][] {
  return Array.from({ length: count }, (_, i) => {
    const [from, to] = [start + i * scale, start + (i + 1) * scale];
    const covered: Overlap[] = [];
    for (let index = Math.floor(from); index < Math.min(Math.ceil(to), size); index++) {
      covered.push({ index: Math.max(index, 0), weight: Math.min(to, index + 1) - Math.max(from, index) });
    }
    return covered;
  });
}

/** Mean colour, weighted by area and alpha; mean alpha, by area. */
function average({ data, width }: Pixels, rows: readonly Overlap[], columns: readonly Overlap[]): [number, number, number, number] {
  const sum: [number, number, number] = [0, 0, 0];
  let alphas = 0;
  let area = 0;
  for (const row of rows) {
    for (const column of columns) {
      const at = (row.index * width + column.index) * 4;
      const weight = row.weight * column.weight;
      const alpha = weight * (data[at + 3] ?? 255);
      sum[0] += alpha * (data[at] ?? 0);
      sum[1] += alpha * (data[at + 1] ?? 0);
      sum[2] += alpha * (data[at + 2] ?? 0);
      alphas += alpha;
      area += weight;
    }
  }
  const by = alphas > 0 ? alphas : 1;
  return [sum[0] / by, sum[1] / by, sum[2] / by, area > 0 ? alphas / area : 0];
}
