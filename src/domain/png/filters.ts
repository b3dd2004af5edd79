/** PNG's scanline filters (specification, section 9): 0 none, 1 sub, 2 up, 3 average, 4 Paeth. */

function paeth(a: number, b: number, c: number): number {
  const p = a + b - c;
  const [pa, pb, pc] = [Math.abs(p - a), Math.abs(p - b), Math.abs(p - c)];
  return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
}

function predict(filter: number, left: number, up: number, upLeft: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4:
      return paeth(left, up, upLeft);
    default:
      return 0;
  }
}

/**
 * Raw rows → filtered rows, each led by its filter number. Each row takes the filter with the least sum of absolute
 * differences, as the specification advises.
 * @param pixelBytes bytes a pixel
 */
export function filterRows(raw: Uint8Array, rowBytes: number, pixelBytes: number): Uint8Array<ArrayBuffer> {
  const rows = raw.length / rowBytes;
  const filtered = new Uint8Array(raw.length + rows);
  const candidate = new Uint8Array(rowBytes);
  for (let y = 0; y < rows; y++) {
    let least = Infinity;
    for (let filter = 0; filter <= 4; filter++) {
      let sum = 0;
      for (let x = 0; x < rowBytes; x++) {
        const value = ((raw[y * rowBytes + x] ?? 0) - neighbours(raw, y, x, rowBytes, pixelBytes, filter)) & 0xff;
        candidate[x] = value;
        sum += value < 128 ? value : 256 - value;
      }
      if (sum < least) {
        least = sum;
        filtered[y * (rowBytes + 1)] = filter;
        filtered.set(candidate, y * (rowBytes + 1) + 1);
      }
    }
  }
  return filtered;
}

/** Filtered rows → raw rows; null where a filter number is unknown or the data too short. */
export function unfilterRows(filtered: Uint8Array, rows: number, rowBytes: number, pixelBytes: number): Uint8Array | null {
  if (filtered.length < rows * (rowBytes + 1)) return null;
  const raw = new Uint8Array(rows * rowBytes);
  for (let y = 0; y < rows; y++) {
    const filter = filtered[y * (rowBytes + 1)] ?? 0;
    if (filter > 4) return null;
    for (let x = 0; x < rowBytes; x++) {
      const value = filtered[y * (rowBytes + 1) + 1 + x] ?? 0;
      raw[y * rowBytes + x] = value + neighbours(raw, y, x, rowBytes, pixelBytes, filter);
    }
  }
  return raw;
}

function neighbours(raw: Uint8Array, y: number, x: number, rowBytes: number, pixelBytes: number, filter: number): number {
  const here = y * rowBytes + x;
  const left = x >= pixelBytes ? (raw[here - pixelBytes] ?? 0) : 0;
  const up = y > 0 ? (raw[here - rowBytes] ?? 0) : 0;
  const upLeft = y > 0 && x >= pixelBytes ? (raw[here - rowBytes - pixelBytes] ?? 0) : 0;
  return predict(filter, left, up, upLeft);
}
