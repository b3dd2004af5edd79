import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readFile } from 'node:fs/promises';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { softmax } from '../../src/domain/labels/probabilities';
import { convertDetector } from './detector';
import { convertExpressionNetwork } from './expression';
import { convertLandmarkNetwork } from './landmarks';
import { DETECTOR_WEIGHTS, EXPRESSION_WEIGHTS, FACE_API, LANDMARK_WEIGHTS, RECOGNITION_WEIGHTS } from './package';
import { convertRecognitionNetwork } from './recognition';
import { readWeights } from './weights';

interface TfTensor {
  dataSync: () => Float32Array;
}

/** As much of the package's bundle as the tests use. Not its own types: they name packages that it does not install. */
interface FaceApi {
  readonly tf: {
    setBackend: (name: string) => Promise<boolean>;
    tensor4d: (values: Float32Array, shape: number[]) => TfTensor;
    io: { decodeWeights: (bytes: ArrayBuffer, weights: unknown) => unknown };
  };
  readonly env: { setEnv: (env: object) => void };
  readonly toNetInput: (input: TfTensor) => Promise<object>;
  readonly nets: {
    readonly faceExpressionNet: { loadFromWeightMap: (weights: unknown) => void; forwardInput: (input: object) => TfTensor };
    readonly faceRecognitionNet: { loadFromWeightMap: (weights: unknown) => void; forwardInput: (input: object) => TfTensor };
    readonly faceLandmark68TinyNet: { loadFromWeightMap: (weights: unknown) => void; runNet: (input: object) => TfTensor };
    readonly tinyFaceDetector: { loadFromWeightMap: (weights: unknown) => void; forwardInput: (input: object, side: number) => TfTensor };
  };
}

/** The package's browser bundle on TensorFlow.js's plain JavaScript backend, which takes Node for a browser without pictures. */
async function openFaceApi(): Promise<FaceApi> {
  vi.stubGlobal('process', Object.create(process, { versions: { value: {} } }) as object);
  vi.stubGlobal('window', { document: {} });
  const faceApi = (await import(/* @vite-ignore */ pathToFileURL(join(FACE_API, 'dist/face-api.esm.js')).href)) as FaceApi;
  class Nothing {}
  faceApi.env.setEnv({ Canvas: Nothing, Image: Nothing, ImageData: Nothing, Video: Nothing, CanvasRenderingContext2D: Nothing });
  await faceApi.tf.setBackend('cpu');
  const weightMap = async (manifest: string) => {
    const [{ weights, paths }] = JSON.parse(await readFile(join(FACE_API, 'model', manifest), 'utf8')) as [{ weights: unknown; paths: [string] }];
    const binary = await readFile(join(FACE_API, 'model', paths[0]));
    return faceApi.tf.io.decodeWeights(new Uint8Array(binary).buffer, weights);
  };
  faceApi.nets.faceExpressionNet.loadFromWeightMap(await weightMap(EXPRESSION_WEIGHTS));
  faceApi.nets.faceRecognitionNet.loadFromWeightMap(await weightMap(RECOGNITION_WEIGHTS));
  faceApi.nets.faceLandmark68TinyNet.loadFromWeightMap(await weightMap(LANDMARK_WEIGHTS));
  faceApi.nets.tinyFaceDetector.loadFromWeightMap(await weightMap(DETECTOR_WEIGHTS));
  return faceApi;
}

/** Pixels [side,side,3] in 0…255: waves, different for every size. */
const waves = (side: number) => Float32Array.from({ length: side * side * 3 }, (_, i) => Math.floor(127.5 + 127.5 * Math.sin(i * 0.0137 + side)));

/** The same as planes [3,side,side] in −1…1. */
function planes(pixels: Float32Array, side: number): Tensor {
  const data = Float32Array.from(pixels, (_, i) => (pixels[(i % side ** 2) * 3 + Math.floor(i / side ** 2)] ?? NaN) / 127.5 - 1);
  return new Tensor('float32', data, [1, 3, side, side]);
}

describe("face-api's networks as ONNX graphs", () => {
  let faceApi: FaceApi;
  let expression: InferenceSession;
  let detector: InferenceSession;
  let recognition: InferenceSession;
  let landmarks: InferenceSession;

  beforeAll(async () => {
    faceApi = await openFaceApi();
    expression = await InferenceSession.create(convertExpressionNetwork(await readWeights(join(FACE_API, 'model'), EXPRESSION_WEIGHTS)));
    detector = await InferenceSession.create(convertDetector(await readWeights(join(FACE_API, 'model'), DETECTOR_WEIGHTS)));
    recognition = await InferenceSession.create(convertRecognitionNetwork(await readWeights(join(FACE_API, 'model'), RECOGNITION_WEIGHTS)));
    landmarks = await InferenceSession.create(convertLandmarkNetwork(await readWeights(join(FACE_API, 'model'), LANDMARK_WEIGHTS)));
  });

  afterAll(() => {
    vi.unstubAllGlobals();
  });

  const netInput = (pixels: Float32Array, side: number) => faceApi.toNetInput(faceApi.tf.tensor4d(pixels, [1, side, side, 3]));

  it.each([112, 96, 128, 192])("give the package's own probabilities of expressions for a picture of %i pixels a side", async (side) => {
    const pixels = waves(side);
    const expected = faceApi.nets.faceExpressionNet.forwardInput(await netInput(pixels, side)).dataSync();

    const { logits } = await expression.run({ image: planes(pixels, side) });

    const found = softmax(logits?.data as Float32Array);
    expect(found).toHaveLength(7);
    found.forEach((probability, k) => {
      expect(Math.abs(probability - (expected[k] ?? NaN))).toBeLessThan(1e-4);
    });
  });

  it.each([160, 96])("give the package's own raw boxes of faces for a picture of %i pixels a side", async (side) => {
    const pixels = waves(side);
    // Row, column, anchor and number there; anchor and number, row, column here.
    const expected = faceApi.nets.tinyFaceDetector.forwardInput(await netInput(pixels, side), side).dataSync();
    const cells = (side / 32) ** 2;

    const { boxes } = await detector.run({ image: planes(pixels, side) });

    expect(boxes?.dims).toEqual([1, 25, side / 32, side / 32]);
    (boxes?.data as Float32Array).forEach((value, i) => {
      expect(Math.abs(value - (expected[(i % cells) * 25 + Math.floor(i / cells)] ?? NaN))).toBeLessThan(1e-3);
    });
  });

  it("give the package's own landmarks of a face", async () => {
    const pixels = waves(112);
    const expected = faceApi.nets.faceLandmark68TinyNet.runNet(await netInput(pixels, 112)).dataSync();

    const found = await landmarks.run({ image: planes(pixels, 112) });

    expect(expected).toHaveLength(136);
    (found['landmarks']?.data as Float32Array).forEach((value, i) => {
      expect(Math.abs(value - (expected[i] ?? NaN))).toBeLessThan(1e-4);
    });
  });

  it("give the package's own descriptor of a face", async () => {
    const pixels = waves(150);
    const expected = faceApi.nets.faceRecognitionNet.forwardInput(await netInput(pixels, 150)).dataSync();

    const { descriptor } = await recognition.run({ image: planes(pixels, 150) });

    expect(expected).toHaveLength(128);
    (descriptor?.data as Float32Array).forEach((value, i) => {
      expect(Math.abs(value - (expected[i] ?? NaN))).toBeLessThan(1e-4);
    });
  });

  it('need every tensor of the networks', () => {
    expect(() => convertExpressionNetwork(new Map())).toThrow('no tensor "dense0/conv0/filters"');
    expect(() => convertDetector(new Map())).toThrow('no tensor "conv0/filters"');
  });
});
