import type { FaceBox } from '../../../src/domain/face/box';
import type { Pixels } from '../../../src/domain/face/pixels';

type Point = readonly [x: number, y: number];

/** The middles of a face's eyes, in pixels of its picture; left and right as one looks at it. */
export interface Eyes {
  readonly left: Point;
  readonly right: Point;
}

/** A face in a picture, as recognisers are shown it. */
export interface SeenFace {
  readonly pixels: Pixels;
  /** Null where none was found, or nobody looked. */
  readonly box: FaceBox | null;
  /** Null where they cannot be found. Found when first asked for. */
  readonly eyes: () => Promise<Eyes | null>;
}
