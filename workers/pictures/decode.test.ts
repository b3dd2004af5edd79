import { describe, expect, it } from 'vitest';
import { encodePng } from '../../src/domain/png/encode';
import type { Pixels } from '../../src/domain/face/pixels';
import { concatBytes } from '../../src/domain/bytes/deflate';
import { checkSize, decodeFace, decodeSmall } from './decode';

const picture = (side: number): Pixels => ({ width: side, height: side, data: new Uint8ClampedArray(4 * side * side).fill(200) });
const most = { width: 256, height: 256 };

const JFIF = [0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0];
/** A header that says so, and nothing behind it. */
const jpeg = (side: number) => Uint8Array.of(0xff, 0xd8, ...JFIF, 0xff, 0xc0, 0, 17, 8, side >> 8, side & 255, side >> 8, side & 255, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1, 0xff, 0xd9);
const gif = (side: number) => Uint8Array.of(...new TextEncoder().encode('GIF89a'), side & 255, side >> 8, side & 255, side >> 8, 0, 0, 0);

describe('the size of a picture', () => {
  it.each([
    ['JPEG', jpeg],
    ['GIF', gif],
  ])('is refused by the header of a %s, before it is decoded', (_, header) => {
    expect(() => checkSize('a.picture', header(8193))).toThrow('a.picture is 8193 × 8193; at most 8192 on a side');
    expect(() => checkSize('a.picture', header(8192))).not.toThrow();
  });

  it('of what says nothing is left to the decoder', () => {
    expect(() => checkSize('a.txt', new TextEncoder().encode('hello'))).not.toThrow();
  });
});

describe('the picture of a face', () => {
  it('that is larger than the model makes them is made as large', async () => {
    const { width, height, data } = await decodeFace(await encodePng(picture(2048), []), most);
    expect([width, height, data.length]).toEqual([256, 256, 4 * 256 * 256]);
    expect(data[0]).toBe(200);
  });

  it('of the right size, or smaller, stays as it is', async () => {
    for (const side of [256, 64]) expect((await decodeFace(await encodePng(picture(side), []), most)).width).toBe(side);
  });
});

describe('many small pictures', () => {
  it('are decoded where they lie, in the order asked for', async () => {
    const [small, large] = await Promise.all([encodePng(picture(3), []), encodePng(picture(5), [])]);
    const places = [
      { offset: small.length, bytes: large.length },
      { offset: 0, bytes: small.length },
    ];
    const decoded = await decodeSmall(concatBytes([small, large]), places);
    expect(decoded).toEqual([picture(5), picture(3)]);
  });
});
