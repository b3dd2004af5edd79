import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { convertDetector } from '../../../scripts/face-api/detector';
import { DETECTOR_WEIGHTS, FACE_API } from '../../../scripts/face-api/package';
import { SPOILED } from '../../../scripts/face-api/spoiled';
import { readWeights } from '../../../scripts/face-api/weights';
import { framingFlags } from '../../../src/domain/pictures/framing';
import { decodePng } from '../../../src/domain/png/decode';
import type { Pixels } from '../../../src/domain/face/pixels';
import { nodeRuntime } from '../../node/runtime';
import { testRuntime } from '../testing';
import { FaceDetector } from './faceDetector';

const EXAMPLE = new URL('../../../public/packs/synfer-faces-256/example.json', import.meta.url);

/** The shipped pack's example face. */
async function exampleFace(): Promise<Pixels> {
  const { face } = JSON.parse(await readFile(EXAMPLE, 'utf8')) as { face: { picture: string } };
  return decodePng(new Uint8Array(Buffer.from(face.picture.slice(face.picture.indexOf(',') + 1), 'base64')));
}

describe('the face detector', () => {
  let detector: FaceDetector | null;
  let face: Pixels;

  beforeAll(async () => {
    const graph = new Uint8Array(convertDetector(await readWeights(join(FACE_API, 'model'), DETECTOR_WEIGHTS)));
    detector = await FaceDetector.open(() => Promise.resolve(graph), nodeRuntime(1));
    face = await exampleFace();
  });

  it('finds the one face of a generated picture where it is', async () => {
    const boxes = await detector?.detect(face);
    expect(boxes).toHaveLength(1);
    const { left = NaN, top = NaN, width = NaN, height = NaN, score = NaN } = boxes?.[0] ?? {};
    expect(score).toBeGreaterThan(0.6);
    expect(Math.abs(left + width / 2 - 0.5)).toBeLessThan(0.1);
    expect(Math.abs(top + height / 2 - 0.6)).toBeLessThan(0.1);
  });

  it.each([
    ['as it is', [[]]],
    ['moved left by 0.35', [['cropped']]],
    // What is left of a head may still be found, at the edge.
    ['its middle half enlarged', [['no face'], ['cropped']]],
    // Each of the four stands at two of the picture's edges and may seem cut by one.
    ['four in a square', [['several faces'], ['several faces', 'cropped']]],
    ['cut into 64 and shuffled', [['no face']]],
    ['grey', [['no face']]],
  ])('lets a picture that is %s be flagged as one of %j', async (name, allowed) => {
    const boxes = await detector?.detect(SPOILED[name]?.(face) ?? face);
    expect(allowed).toContainEqual(framingFlags(boxes ?? []));
  });

  it('is left out where its graph is not there, or cannot be run', async () => {
    expect(await FaceDetector.open(() => Promise.resolve(null), testRuntime())).toBeNull();
    expect(await FaceDetector.open(() => Promise.resolve(Uint8Array.of(1)), testRuntime())).toBeNull();
  });
});
