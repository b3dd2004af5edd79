import { getFloat16, setFloat16 } from '@petamoriken/float16';

/** Singles → IEEE 754 halves, rounded to the nearest, as ONNX Runtime takes them. */
export function toHalves(values: Float32Array): Uint16Array {
  const halves = new Uint16Array(values.length);
  const view = new DataView(halves.buffer);
  values.forEach((value, i) => {
    setFloat16(view, 2 * i, value, true);
  });
  return halves;
}

/** IEEE 754 halves by their bits → singles. */
export function toSingles(halves: ArrayBufferView): Float32Array {
  const view = new DataView(halves.buffer, halves.byteOffset, halves.byteLength);
  return Float32Array.from({ length: halves.byteLength / 2 }, (_, i) => getFloat16(view, 2 * i, true));
}
