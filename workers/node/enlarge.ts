import type { Pixels } from '../../src/domain/face/pixels';

/** The picture with every pixel repeated `scale` times each way. */
export function enlarge(image: Pixels, scale: number): Pixels {
  if (scale === 1) return image;
  const [width, height] = [image.width * scale, image.height * scale];
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = (Math.floor(y / scale) * image.width + Math.floor(x / scale)) * 4;
      data.set(image.data.subarray(from, from + 4), (y * width + x) * 4);
    }
  }
  return { width, height, data };
}
