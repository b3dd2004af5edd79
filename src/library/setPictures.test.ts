import { describe, expect, it } from 'vitest';
import type { Pixels } from '../domain/face/pixels';
import type { SetFace } from '../domain/library/setLibrary';
import type { SetReader } from '../domain/library/setReader';
import { readThumbnails } from './setPictures';

const face = (id: string, path: string, offset: number, bytes: number) => ({ id, thumbnail: { path, offset, bytes } }) as SetFace;
/** A picture as wide as the first byte of its file says. */
const picture = (width: number): Pixels => ({ width, height: 1, data: new Uint8ClampedArray(4 * width) });

describe('the thumbnails of a set', () => {
  it('of one file are read in one go and decoded together, and come in the order they were asked for', async () => {
    const files = new Map([['a', Uint8Array.from({ length: 100 }, (_, i) => i)], ['b', Uint8Array.of(7, 8, 9)]]);
    const [reads, decodings]: [string[], number[]] = [[], []];
    const reader: SetReader = {
      place: 'memory',
      read: ({ path, offset, bytes }) => {
        reads.push(`${path} ${String(offset)} ${String(bytes)}`);
        return Promise.resolve(new Blob([files.get(path)?.slice(offset, offset + bytes) ?? '']));
      },
      close: () => undefined,
    };
    const pictures = await readThumbnails(
      reader,
      {
        small: (pngs, places) => {
          decodings.push(places.length);
          return Promise.resolve(places.map(({ offset }) => picture(pngs[offset] ?? 0)));
        },
        close: () => undefined,
      },
      [face('one', 'a', 30, 10), undefined, face('two', 'b', 1, 2), face('three', 'a', 20, 10)],
    );
    expect(pictures.map((found) => found?.width)).toEqual([30, undefined, 8, 20]);
    expect(reads).toEqual(['a 20 20', 'b 1 2']);
    expect(decodings).toEqual([2, 1]);
  });
});
