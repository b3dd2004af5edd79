import type { FaceBox } from '../../../src/domain/face/box';
import { intersectionOverUnion, sharedOfSmaller } from '../../../src/domain/pictures/framing';
import { fitPicture } from '../pictures/fit';
import { placeOf, warp } from '../pictures/warp';
import { toImage } from '../pictures/pixels';
import type { Pixels } from '../../../src/domain/face/pixels';
import { float32, output } from '../runtime/runtime';
import type { Runtime, Session } from '../runtime/runtime';
import type { VoterReader } from '../voters/recogniser';

/** Side in pixels of one cell of the network's answer: what it reads has a side of whole cells. */
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
/** In any picture, of which more views are searched: a box of which more than this lies in another is a part of that face. */
const PART_OF_FACE = 0.5;
const LEAST_SCORE = 0.2;
/** How the network is shown a picture: laid in at a side in the middle of what it reads, its edges drawn out around it. */
interface View {
  readonly side: number;
  readonly inner: number;
}

/**
 * For faces of the studio. The network learned from photographs with room around faces and misses those that fill a picture. The larger
 * view sees small faces.
 */
const VIEWS: readonly View[] = [{ side: 160, inner: 80 }, { side: 160, inner: 108 }];
/** For any picture besides: faces down to about a twentieth of it. */
const SEARCH_VIEWS: readonly View[] = [...VIEWS, { side: 224, inner: 192 }, { side: 320, inner: 288 }, { side: 416, inner: 384 }, { side: 608, inner: 576 }];
/** Side to which a picture is brought at the most before it is searched. */
const SEARCH_SIDE = 576;
/** Beliefs from which a box of any picture counts: the surest needs less (see src/domain/pictures/framing.ts). */
const FIRST_SCORE = 0.3;
const FURTHER_SCORE = 0.45;

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
  async detect(pixels: Pixels, views = VIEWS): Promise<FaceBox[]> {
    const found: FaceBox[] = [];
    for (const side of new Set(views.map((view) => view.side))) {
      const alike = views.filter((view) => view.side === side);
      const image = new Float32Array(alike.length * 3 * side * side);
      alike.forEach((view, i) => {
        image.set(laidIn(toImage(fitPicture(pixels, view.inner, view.inner)), view), i * 3 * side * side);
      });
      const raw = output(await this.session.run({ image: float32(image, alike.length, 3, side, side) }), 'boxes');
      const numbers = raw.length / alike.length;
      found.push(...alike.flatMap((view, i) => readBoxes(raw.subarray(i * numbers, (i + 1) * numbers), view)));
    }
    return distinct(found, (a, b) => intersectionOverUnion(a, b) > SAME_FACE);
  }

  /** Faces anywhere in a picture of any shape, the surest first. @throws SynthesisError of the runtime */
  async search(pixels: Pixels): Promise<FaceBox[]> {
    const { width, height } = pixels;
    const longer = Math.max(width, height);
    const square = { left: (width - longer) / 2, top: (height - longer) / 2, width: longer, height: longer };
    const side = Math.min(longer, SEARCH_SIDE);
    const found = await this.detect(warp(pixels, placeOf(square, side, side), side, side), SEARCH_VIEWS);
    const boxes = found.map((box) => ({
      left: (square.left + box.left * longer) / width,
      top: (square.top + box.top * longer) / height,
      width: (box.width * longer) / width,
      height: (box.height * longer) / height,
      score: box.score,
    }));
    const [first, ...further] = distinct(boxes.filter(isMostlyInside).sort((a, b) => b.score - a.score), (a, b) => sharedOfSmaller(a, b) > PART_OF_FACE);
    return first && first.score >= FIRST_SCORE ? [first, ...further.filter(({ score }) => score >= FURTHER_SCORE)] : [];
  }
}

/** The network also finds faces in edges that were drawn out. */
function isMostlyInside({ left, top, width, height }: FaceBox): boolean {
  const [x, y] = [left + width / 2, top + height / 2];
  return x > 0 && x < 1 && y > 0 && y < 1;
}

/** Planes [3,inner,inner] in the middle of planes [3,side,side], the outermost pixels repeated to the edges. */
function laidIn(image: Float32Array, { side, inner }: View): Float32Array {
  const margin = (side - inner) / 2;
  const within = (position: number) => Math.min(inner - 1, Math.max(0, position - margin));
  return Float32Array.from({ length: 3 * side * side }, (_, i) => {
    const [plane, y, x] = [Math.floor(i / side ** 2), Math.floor(i / side) % side, i % side];
    return image[(plane * inner + within(y)) * inner + within(x)] ?? 0;
  });
}

/** The network's answer [25,cells,cells] for a picture laid in at `inner` → boxes in shares of that picture, the surest first. */
function readBoxes(raw: Float32Array, { side, inner }: View): FaceBox[] {
  const cells = side / CELL;
  const [scale, margin] = [side / inner, (side - inner) / 2 / inner];
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
function distinct(boxes: readonly FaceBox[], isSame: (a: FaceBox, b: FaceBox) => boolean): FaceBox[] {
  const kept: FaceBox[] = [];
  for (const box of boxes) if (!kept.some((other) => isSame(box, other))) kept.push(box);
  return kept;
}
