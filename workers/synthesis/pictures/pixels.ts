import type { Pixels } from '../../../src/domain/face/pixels';

/** Image planes [3,H,W], −1…1 → 8-bit RGBA pixels; values past the range are clipped. */
export function toPixels(image: Float32Array, width: number, height: number): Pixels {
  const plane = width * height;
  const data = new Uint8ClampedArray(plane * 4);
  for (let i = 0; i < plane; i++) {
    for (let channel = 0; channel < 3; channel++) data[i * 4 + channel] = ((image[channel * plane + i] ?? 0) + 1) * 127.5;
    data[i * 4 + 3] = 255;
  }
  return { width, height, data };
}

/** 8-bit pixels → image planes [3,H,W], −1…1. Alpha is laid over white. */
export function toImage({ width, height, data }: Pixels): Float32Array {
  const plane = width * height;
  const image = new Float32Array(plane * 3);
  for (let i = 0; i < plane; i++) {
    const alpha = (data[i * 4 + 3] ?? 255) / 255;
    for (let channel = 0; channel < 3; channel++) {
      image[channel * plane + i] = ((data[i * 4 + channel] ?? 0) * alpha + 255 * (1 - alpha)) / 127.5 - 1;
    }
  }
  return image;
}
