import type { FaceBox } from '../face/box';
import type { DatasetExample } from './example';

/** A point from the picture's upper left corner, in pixels. */
export type Point = readonly [x: number, y: number];

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What a set's card says of the landmarks. */
export const STAND_IN_NOTE =
  'Landmarks are a stand-in, so that loaders which split the column find 68 points: those of a face of average proportions at rest, from the front, in the box where the detector found the face. They follow neither head nor expression: do not learn from them.';

/** Where the detector found the face, in pixels; the middle of the picture where it found none or did not look. */
export function faceBoxOf({ face: { faceBoxes = [] }, width, height }: Pick<DatasetExample, 'face' | 'width' | 'height'>): Box {
  const box: Pick<FaceBox, 'left' | 'top' | 'width' | 'height'> = faceBoxes[0] ?? { left: 0.2, top: 0.2, width: 0.6, height: 0.7 };
  return { x: box.left * width, y: box.top * height, width: box.width * width, height: box.height * height };
}

/** Points on an ellipse's arc, by angles in degrees: 0 is to the right, 90 below. */
function arc(count: number, [x, y]: Point, [across, down]: Point, from: number, to: number): Point[] {
  return Array.from({ length: count }, (_, i) => {
    const angle = ((from + ((to - from) * i) / (count - 1)) * Math.PI) / 180;
    return [x + across * Math.cos(angle), y + down * Math.sin(angle)];
  });
}

function ring(count: number, centre: Point, radii: Point): Point[] {
  return arc(count + 1, centre, radii, 180, 540).slice(0, count);
}

/** The 68 points of iBUG's order (jaw, brows, nose, eyes, outer and inner lips) in a box of side 1. */
const AVERAGE_FACE: readonly Point[] = [
  ...arc(17, [0.5, 0.38], [0.46, 0.6], 180, 0),
  ...arc(5, [0.29, 0.3], [0.15, 0.07], 190, 350),
  ...arc(5, [0.71, 0.3], [0.15, 0.07], 190, 350),
  ...Array.from({ length: 4 }, (_, i): Point => [0.5, 0.36 + 0.08 * i]),
  ...arc(5, [0.5, 0.63], [0.1, 0.04], 180, 0),
  ...ring(6, [0.31, 0.37], [0.075, 0.03]),
  ...ring(6, [0.69, 0.37], [0.075, 0.03]),
  ...ring(12, [0.5, 0.79], [0.17, 0.07]),
  ...ring(8, [0.5, 0.79], [0.13, 0.025]),
];

/** 68 landmarks in iBUG's order for a face in this box; see `STAND_IN_NOTE`. @returns pixels */
export function standInLandmarks({ x, y, width, height }: Box): Point[] {
  return AVERAGE_FACE.map(([across, down]) => [x + across * width, y + down * height]);
}
