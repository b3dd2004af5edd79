import type { Pixels } from '../../src/domain/face/pixels';

type Spoil = (picture: Pixels) => Pixels;

/** Each pixel from another place of the picture; beyond its edges the outermost pixel is repeated. */
function moved(picture: Pixels, from: (x: number, y: number) => readonly [x: number, y: number]): Pixels {
  const { width, height } = picture;
  const data = new Uint8ClampedArray(4 * width * height);
  const within = (position: number, size: number) => Math.min(size - 1, Math.max(0, Math.floor(position)));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [fromX, fromY] = from(x, y);
      const start = 4 * (within(fromY, height) * width + within(fromX, width));
      data.set(picture.data.subarray(start, start + 4), 4 * (y * width + x));
    }
  }
  return { width, height, data };
}

const shifted = (right: number, down: number): Spoil => (picture) => moved(picture, (x, y) => [x - right * picture.width, y - down * picture.height]);

/** A face's picture spoiled in ways that flags have to tell, by what was done to it. Lengths are shares of the picture's side. */
export const SPOILED: Readonly<Record<string, Spoil>> = {
  'as it is': (picture) => picture,
  'moved left by 0.35': shifted(-0.35, 0),
  'moved down by 0.35': shifted(0, 0.35),
  'its middle half enlarged': (picture) => moved(picture, (x, y) => [picture.width / 4 + x / 2, picture.height / 4 + y / 2]),
  'four in a square': (picture) => moved(picture, (x, y) => [(2 * x) % picture.width, (2 * y) % picture.height]),
  'cut into 64 and shuffled': (picture) => {
    const side = picture.width / 8;
    // Steps of 37 and 29 through 64 places meet each once.
    return moved(picture, (x, y) => {
      const place = (Math.floor(y / side) * 8 + Math.floor(x / side)) * 37 + 29;
      return [(place % 8) * side + (x % side), (Math.floor(place / 8) % 8) * side + (y % side)];
    });
  },
  grey: (picture) => ({ ...picture, data: picture.data.map((_, i) => (i % 4 === 3 ? 255 : 128)) }),
};
