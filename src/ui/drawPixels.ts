import type { Pixels } from '../domain/face/pixels';

/** Draws a picture into a canvas, which takes its size. No file is encoded: that takes longer than a frame. */
export function drawPixels(canvas: HTMLCanvasElement, { width, height, data }: Pixels): void {
  canvas.width = width;
  canvas.height = height;
  const image = new ImageData(width, height);
  image.data.set(data);
  canvas.getContext('2d')?.putImageData(image, 0, 0);
}
