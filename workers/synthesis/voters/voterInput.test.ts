import { describe, expect, it } from 'vitest';
import type { Pixels } from '../../../src/domain/face/pixels';
import type { VoterInput } from '../../../src/domain/recognisers/voterFile';
import type { SeenFace } from '../faces/seenFace';
import { voterInput } from './voterInput';

/** 16 × 16: red is the column, green the row, blue 200. */
const pixels: Pixels = {
  width: 16,
  height: 16,
  data: Uint8ClampedArray.from({ length: 4 * 16 * 16 }, (_, i) => [(i >> 2) % 16, i >> 6, 200, 255][i % 4] ?? 0),
};
const face: SeenFace = {
  pixels,
  box: { left: 0.25, top: 0.25, width: 0.5, height: 0.25, score: 0.9 },
  eyes: () => Promise.resolve({ left: [6, 8], right: [10, 8] }),
};
const unseen: SeenFace = { pixels, box: null, eyes: () => Promise.resolve(null) };

const input = (change: Partial<VoterInput>): VoterInput => ({ name: 'image', crop: { of: 'picture' }, size: { width: 16, height: 16 }, colour: 'rgb', layout: 'nchw', mean: [0], deviation: [1 / 255], ...change });
const plane = async (change: Partial<VoterInput>, index: number, of = face) => {
  const tensor = await voterInput(of, input(change));
  const size = (tensor?.dims[2] ?? 0) * (tensor?.dims[3] ?? 0);
  return Array.from((tensor?.data ?? []) as Float32Array, (value) => Math.round(value * 100) / 100).slice(index * size, (index + 1) * size);
};

describe('what a recogniser is given', () => {
  it('is the whole picture, plane by plane', async () => {
    expect((await voterInput(face, input({})))?.dims).toEqual([1, 3, 16, 16]);
    expect((await plane({}, 0)).slice(0, 4)).toEqual([0, 1, 2, 3]);
    expect((await plane({}, 2)).slice(0, 2)).toEqual([200, 200]);
  });

  it('has its colours in the order that it says, or one grey', async () => {
    expect((await plane({ colour: 'bgr' }, 0)).slice(0, 2)).toEqual([200, 200]);
    expect((await plane({ colour: 'bgr' }, 2)).slice(0, 2)).toEqual([0, 1]);
    expect((await voterInput(face, input({ colour: 'grey' })))?.dims).toEqual([1, 1, 16, 16]);
    expect((await plane({ colour: 'grey' }, 0))[1]).toBeCloseTo(0.299 + 0.114 * 200, 1);
  });

  it('lies pixel by pixel where the graph wants channels last', async () => {
    const tensor = await voterInput(face, input({ layout: 'nhwc' }));
    expect(tensor?.dims).toEqual([1, 16, 16, 3]);
    expect([...((tensor?.data ?? []) as Float32Array)].slice(3, 6).map(Math.round)).toEqual([1, 0, 200]);
  });

  it('is scaled by mean and deviation, for all channels or each', async () => {
    expect((await plane({ mean: [0.5], deviation: [0.5] }, 2))[0]).toBeCloseTo((200 / 255 - 0.5) / 0.5, 2);
    expect((await plane({ mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225] }, 2))[0]).toBeCloseTo((200 / 255 - 0.406) / 0.225, 2);
  });

  it('is the middle, of any size where none is said', async () => {
    expect((await voterInput(face, { ...input({ crop: { of: 'middle', share: 0.75 } }), size: undefined }))?.dims).toEqual([1, 3, 12, 12]);
    expect((await plane({ crop: { of: 'middle', share: 0.5 }, size: { width: 8, height: 8 } }, 0)).slice(0, 3)).toEqual([4, 5, 6]);
  });

  it('is the square around the face, with a margin', async () => {
    // The box is 8 × 4 pixels from (4, 4): its square reaches from (4, 2) to (12, 10), with a margin of ¼ from (2, 0).
    expect((await plane({ crop: { of: 'face', margin: 0 }, size: { width: 8, height: 8 } }, 1)).filter((_, i) => i % 8 === 0).slice(0, 2)).toEqual([2, 3]);
    expect((await plane({ crop: { of: 'face', margin: 0.25 }, size: { width: 12, height: 12 } }, 0)).slice(0, 2)).toEqual([2, 3]);
  });

  it('has the eyes where it says, turned and scaled', async () => {
    const crop = { of: 'eyes', left: [0.25, 0.25], right: [0.75, 0.25] } as const;
    const [size] = [{ width: 8, height: 8 }];
    // Eyes 4 pixels apart there, 4 here: the left one, at (6, 8), comes to (2, 2).
    expect((await plane({ crop: { ...crop, left: [0.25, 0.25], right: [0.75, 0.25] }, size }, 0)).slice(0, 2)).toEqual([4, 5]);
    const tilted: SeenFace = { ...face, eyes: () => Promise.resolve({ left: [8, 6], right: [8, 10] }) };
    // Turned by a quarter: to the right here is down there.
    expect((await plane({ crop: { ...crop, left: [0.25, 0.25], right: [0.75, 0.25] }, size }, 1, tilted)).slice(0, 2)).toEqual([4, 5]);
  });

  it('is nothing where it needs a face, or eyes, and none were found', async () => {
    expect(await voterInput(unseen, input({ crop: { of: 'face', margin: 0 } }))).toBeNull();
    expect(await voterInput(unseen, input({ crop: { of: 'eyes', left: [0.3, 0.3], right: [0.7, 0.3] } }))).toBeNull();
  });
});
