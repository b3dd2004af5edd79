import { describe, expect, it } from 'vitest';
import type { Pixels } from '../../../src/domain/face/pixels';
import { fitPicture } from './fit';
import { toImage, toPixels } from './pixels';

function filled(width: number, height: number, colour: (x: number, y: number) => readonly [number, number, number, number]): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) data.set(colour(x, y), (y * width + x) * 4);
  return { width, height, data };
}

describe('pixels and image planes', () => {
  it('turn into one another without loss', () => {
    const picture = filled(4, 3, (x, y) => [x * 60, y * 100, 255, 255]);
    expect(toPixels(toImage(picture), 4, 3)).toEqual(picture);
  });

  it('clip what is out of range', () => {
    expect([...toPixels(Float32Array.of(-3, 0, 3), 1, 1).data]).toEqual([0, 128, 255, 255]);
  });

  it('lay transparency over white', () => {
    expect([...toImage(filled(1, 1, () => [0, 0, 0, 0]))]).toEqual([1, 1, 1]);
  });
});

describe('fitting a picture', () => {
  it('leaves a picture of the right size as it is', () => {
    const picture = filled(8, 8, (x) => [x, 0, 0, 255]);
    expect(fitPicture(picture, 8, 8)).toBe(picture);
  });

  it('averages areas when it shrinks', () => {
    const checks = filled(4, 4, (x, y) => ((x + y) % 2 ? [255, 255, 255, 255] : [0, 0, 0, 255]));
    expect([...fitPicture(checks, 2, 2).data]).toEqual(Array.from({ length: 4 }, () => [128, 128, 128, 255]).flat());
  });

  it('takes the middle of a wide or tall picture', () => {
    const wide = filled(12, 4, (x) => (x >= 4 && x < 8 ? [200, 0, 0, 255] : [0, 0, 200, 255]));
    const tall = filled(4, 12, (_, y) => (y >= 4 && y < 8 ? [200, 0, 0, 255] : [0, 0, 200, 255]));
    for (const picture of [wide, tall]) expect(fitPicture(picture, 2, 2).data.filter((_, i) => i % 4 === 2)).toEqual(Uint8ClampedArray.of(0, 0, 0, 0));
  });

  it('keeps the mean colour at odd ratios, and grows small pictures', () => {
    const even = filled(7, 5, () => [10, 20, 30, 255]);
    for (const side of [3, 16]) expect([...fitPicture(even, side, side).data.slice(-4)]).toEqual([10, 20, 30, 255]);
  });

  it('refuses empty and huge pictures', () => {
    expect(() => fitPicture({ width: 0, height: 0, data: new Uint8ClampedArray(0) }, 2, 2)).toThrow(/empty/);
    expect(() => fitPicture({ width: 9000, height: 1, data: new Uint8ClampedArray(36_000) }, 2, 2)).toThrow(/8192/);
  });
});
