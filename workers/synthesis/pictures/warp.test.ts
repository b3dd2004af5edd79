import { describe, expect, it } from 'vitest';
import type { Pixels } from '../../../src/domain/face/pixels';
import { placeOf, warp } from './warp';

function filled(width: number, height: number, value: (x: number, y: number) => number): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) data.set([value(x, y), 255 - value(x, y), 7, 255], (y * width + x) * 4);
  return { width, height, data };
}
const reds = ({ data }: Pixels) => [...data].filter((_, i) => i % 4 === 0);
const slope = filled(8, 8, (x, y) => 10 * x + y);

describe('a picture warped', () => {
  it('is the picture itself where it lies on its pixels', () => {
    expect(warp(slope, placeOf({ left: 0, top: 0, width: 8, height: 8 }, 8, 8), 8, 8)).toEqual(slope);
    expect(reds(warp(slope, placeOf({ left: 2, top: 3, width: 2, height: 2 }, 2, 2), 2, 2))).toEqual([23, 33, 24, 34]);
  });

  it('repeats the outermost pixels past the edges', () => {
    expect(reds(warp(slope, placeOf({ left: -2, top: 0, width: 3, height: 1 }, 3, 1), 3, 1))).toEqual([0, 0, 0]);
    expect(reds(warp(slope, placeOf({ left: 7, top: 9, width: 2, height: 1 }, 2, 1), 2, 1))).toEqual([77, 77]);
  });

  it.each([2, 4])('averages what a pixel covers, %i old ones a side', (scale) => {
    const large = filled(4 * scale, 4 * scale, (x) => 20 * Math.floor(x / scale));
    expect(reds(warp(large, placeOf({ left: 0, top: 0, width: 4 * scale, height: 4 * scale }, 4, 4), 4, 4)).slice(0, 4)).toEqual([0, 20, 40, 60]);
  });

  it('turns', () => {
    const turned = warp(slope, { origin: [8, 0], right: [0, 1], down: [-1, 0] }, 8, 8);
    expect(reds(turned)).toEqual(Array.from({ length: 64 }, (_, i) => 10 * (7 - Math.floor(i / 8)) + (i % 8)));
  });

  it('lays transparency over white', () => {
    const clear: Pixels = { width: 2, height: 2, data: new Uint8ClampedArray(16) };
    expect([...warp(clear, placeOf({ left: 0, top: 0, width: 2, height: 2 }, 1, 1), 1, 1).data]).toEqual([255, 255, 255, 255]);
  });
});
