import type { Bytes } from './file';

const PREAMBLE = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0];
const ALIGNMENT = 64;

/**
 * NumPy's NPY file, version 1.0 (numpy/lib/format): a number as an array without dimensions, or a row of numbers.
 * @param type '<f8': float64; '<i8': int64
 */
export function npy(type: '<f8' | '<i8', values: number | readonly number[]): Bytes {
  const numbers = typeof values === 'number' ? [values] : values;
  const shape = typeof values === 'number' ? '()' : `(${String(numbers.length)},)`;
  const said = `{'descr': '${type}', 'fortran_order': False, 'shape': ${shape}, }`;
  const begin = PREAMBLE.length + 2;
  const length = Math.ceil((begin + said.length + 1) / ALIGNMENT) * ALIGNMENT;
  const header = `${said.padEnd(length - begin - 1)}\n`;
  const bytes = new Uint8Array(length + 8 * numbers.length);
  const view = new DataView(bytes.buffer);
  bytes.set(PREAMBLE);
  view.setUint16(PREAMBLE.length, header.length, true);
  bytes.set(new TextEncoder().encode(header), begin);
  for (const [i, value] of numbers.entries()) {
    if (type === '<f8') view.setFloat64(length + 8 * i, value, true);
    else view.setBigInt64(length + 8 * i, BigInt(value), true);
  }
  return bytes;
}
