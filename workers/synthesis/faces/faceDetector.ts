import type { FaceBox } from '../../../src/domain/face/box';
import { intersectionOverUnion } from '../../../src/domain/pictures/framing';
import { fitPicture } from '../pictures/fit';
import { toImage } from '../pictures/pixels';
import type { Pixels } from '../../../src/domain/face/pixels';
import { float32, output } from '../runtime/runtime';
import type { Runtime, Session } from '../runtime/runtime';
import type { VoterReader } from '../voters/photographVoter';

/** Side of what the network reads, in pixels, and of one cell of its answer. */
const SIDE = 160;
const CELL = 32;
/** Widths and heights that the network's answers are factors of, in cells (tinyFaceDetector/const.ts of @vladmandic/face-api). */
const ANCHORS = [
  [1.603231, 2.094468],
  [6.041143, 7.080126],
  [2.882459, 3.518061],
  [4.266906, 5.178857],
  [9.041765, 10.66308],
] as const;
const NUMBERS_PER_ANCHOR = 5;
/** Boxes that share more than this are one face (the package's own). */
const SAME_FACE = 0.4;
const LEAST_SCORE = 0.2;
/**
 * Sides at which the picture is laid into what the network reads, its edges drawn out around it: the network learned from
 * photographs with room around faces and misses those that fill a picture. The larger view sees small faces.
 */
const VIEWS = [80, 108] as const;

const GREY: Pixels = { width: 8, height: 8, data: new Uint8ClampedArray(4 * 8 * 8).fill(128) };

/** The tiny face detector that `npm run voter` makes: whether a picture shows a face, and where. It reads 8-bit pixels. */
export class FaceDetector {
  private constructor(private readonly session: Session) {}

  /** Null where it is not there, or fails on a grey picture: faces are then made without being looked for. */
  static async open(read: VoterReader, runtime: Runtime): Promise<FaceDetector | null> {
    try {
      const graph = await read('detector.onnx');
      if (graph === null) return null;
      const detector = new FaceDetector(await runtime.createSession({ name: 'face_detector', graph, externalData: [], onProcessor: true }));
      await detector.detect(GREY);
      return detector;
    } catch {
      return null;
    }
  }

  /** Faces in the picture's middle square, the first view's before the second's, the surest first. @throws SynthesisError of the runtime */
  async detect(pixels: Pixels): Promise<FaceBox[]> {
    const image = new Float32Array(VIEWS.length * 3 * SIDE * SIDE);
    VIEWS.forEach((inner, view) => {
      image.set(laidIn(toImage(fitPicture(pixels, inner, inner)), inner), view * 3 * SIDE * SIDE);
    });
    const raw = output(await this.session.run({ image: float32(image, VIEWS.length, 3, SIDE, SIDE) }), 'boxes');
    const numbers = raw.length / VIEWS.length;
    return distinct(VIEWS.flatMap((inner, view) => readBoxes(raw.subarray(view * numbers, (view + 1) * numbers), inner)));
  }
}

/** Planes [3,inner,inner] in the middle of planes [3,SIDE,SIDE], the outermost pixels repeated to the edges. */
function laidIn(image: Float32Array, inner: number): Float32Array {
  const margin = (SIDE - inner) / 2;
  const within = (position: number) => Math.min(inner - 1, Math.max(0, position - margin));
  return Float32Array.from({ length: 3 * SIDE * SIDE }, (_, i) => {
    const [plane, y, x] = [Math.floor(i / SIDE ** 2), Math.floor(i / SIDE) % SIDE, i % SIDE];
    return image[(plane * inner + within(y)) * inner + within(x)] ?? 0;
  });
}

/** The network's answer [25,cells,cells] for a picture laid in at `inner` → boxes in shares of that picture, the surest first. */
function readBoxes(raw: Float32Array, inner: number): FaceBox[] {
  const cells = SIDE / CELL;
  const [scale, margin] = [SIDE / inner, (SIDE - inner) / 2 / inner];
  const boxes: FaceBox[] = [];
  for (let cell = 0; cell < cells ** 2; cell++) {
    ANCHORS.forEach(([anchorWidth, anchorHeight], anchor) => {
      const number = (k: number) => raw[(anchor * NUMBERS_PER_ANCHOR + k) * cells ** 2 + cell] ?? 0;
      const score = sigmoid(number(4));
      if (score < LEAST_SCORE) return;
      const inPicture = (lengthInCells: number) => (lengthInCells / cells) * scale;
      const [width, height] = [inPicture(Math.exp(number(2)) * anchorWidth), inPicture(Math.exp(number(3)) * anchorHeight)];
      const [x, y] = [inPicture((cell % cells) + sigmoid(number(0))) - margin, inPicture(Math.floor(cell / cells) + sigmoid(number(1))) - margin];
      boxes.push({ left: x - width / 2, top: y - height / 2, width, height, score });
    });
  }
  return boxes.sort((a, b) => b.score - a.score);
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/** The boxes without those that show the same face as one before them. */
function distinct(boxes: readonly FaceBox[]): FaceBox[] {
  const kept: FaceBox[] = [];
  for (const box of boxes) if (kept.every((other) => intersectionOverUnion(box, other) <= SAME_FACE)) kept.push(box);
  return kept;
}
