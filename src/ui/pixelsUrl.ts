import type { Pixels } from '../domain/face/pixels';

const urls = new WeakMap<Pixels, string>();

/** A data URL of the picture as PNG, made once per picture. */
export function pixelsUrl(pixels: Pixels): string {
  let url = urls.get(pixels);
  if (url === undefined) {
    url = toCanvas(pixels).toDataURL('image/png');
    urls.set(pixels, url);
  }
  return url;
}

function toCanvas({ width, height, data }: Pixels): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const image = new ImageData(width, height);
  image.data.set(data);
  canvas.getContext('2d')?.putImageData(image, 0, 0);
  return canvas;
}
