import { describe, expect, it } from 'vitest';
import type { Pixels } from '../face/pixels';
import { heatMap, pictureDifference } from './difference';

/** A row of pixels. */
function row(...pixels: readonly (readonly [number, number, number])[]): Pixels {
  return { width: pixels.length, height: 1, data: Uint8ClampedArray.from(pixels.flatMap((pixel) => [...pixel, 255])) };
}

const black = [0, 0, 0] as const;

describe('the difference of two pictures', () => {
  it('is the mean over the channels of the absolute difference, whichever comes first', () => {
    const [a, b] = [row([10, 20, 30], black), row([13, 14, 30], [255, 255, 255])];
    for (const difference of [pictureDifference(a, b), pictureDifference(b, a)]) {
      expect([...(difference?.values ?? [])]).toEqual([3, 255]);
      expect(difference).toMatchObject({ mean: 129, largest: 255 });
    }
  });

  it('is nothing between equal pictures', () => {
    expect(pictureDifference(row([1, 2, 3]), row([1, 2, 3]))).toMatchObject({ mean: 0, largest: 0 });
  });

  it('does not see alpha', () => {
    const clear = { ...row(black), data: Uint8ClampedArray.of(0, 0, 0, 0) };
    expect(pictureDifference(row(black), clear)?.mean).toBe(0);
  });

  it('is not defined between pictures of different sizes', () => {
    expect(pictureDifference(row(black), row(black, black))).toBeNull();
  });
});

describe('the heat map', () => {
  const colours = (a: Pixels, b: Pixels) => {
    const difference = pictureDifference(a, b);
    return difference ? [...heatMap(difference).data] : [];
  };

  it('goes from black to pale yellow at the largest difference', () => {
    expect(colours(row(black, black), row(black, [9, 9, 9]))).toEqual([0, 0, 0, 255, 252, 252, 164, 255]);
  });

  it('is black all over between equal pictures', () => {
    expect(colours(row([5, 5, 5]), row([5, 5, 5]))).toEqual([0, 0, 0, 255]);
  });

  it('gets lighter with the difference', () => {
    const steps = Array.from({ length: 50 }, (_, i) => [i, i, i] as const);
    const data = colours(row(...steps), row(...steps.map(() => black)));
    const lightness = steps.map((_, i) => 0.299 * (data[4 * i] ?? 0) + 0.587 * (data[4 * i + 1] ?? 0) + 0.114 * (data[4 * i + 2] ?? 0));
    for (let i = 1; i < lightness.length; i++) expect(lightness[i]).toBeGreaterThan(lightness[i - 1] ?? 0);
  });
});
