import type { FaceBox } from '../face/box';

export const FRAMING_FLAGS = ['no face', 'several faces', 'cropped'] as const;
export type FramingFlag = (typeof FRAMING_FLAGS)[number];

/** Beliefs from which a box counts: the first needs less, a further one more. `scripts/face-api/measure.ts` says what that finds. */
const FACE = 0.3;
const FURTHER_FACE = 0.4;
/** The face's box lies in the picture by less than this share of its area. */
const CROPPED_SHARE = 0.72;

/** What is wrong with how the picture shows a face. @param boxes what a detector found, the surest first */
export function framingFlags(boxes: readonly FaceBox[]): FramingFlag[] {
  const [face, ...further] = boxes.filter(({ score }) => score >= FACE);
  if (!face) return ['no face'];
  const flags: FramingFlag[] = [];
  if (further.some(({ score }) => score >= FURTHER_FACE)) flags.push('several faces');
  if (shareInside(face) < CROPPED_SHARE) flags.push('cropped');
  return flags;
}

/** Share of a box's area that lies in the picture. */
function shareInside({ left, top, width, height }: FaceBox): number {
  return (overlap(left, left + width, 0, 1) * overlap(top, top + height, 0, 1)) / (width * height);
}

/** Intersection over union of two boxes. */
export function intersectionOverUnion(a: FaceBox, b: FaceBox): number {
  const shared = overlap(a.left, a.left + a.width, b.left, b.left + b.width) * overlap(a.top, a.top + a.height, b.top, b.top + b.height);
  return shared / (a.width * a.height + b.width * b.height - shared);
}

/** Share of the smaller of two boxes that lies in the other. */
export function sharedOfSmaller(a: FaceBox, b: FaceBox): number {
  const shared = overlap(a.left, a.left + a.width, b.left, b.left + b.width) * overlap(a.top, a.top + a.height, b.top, b.top + b.height);
  return shared / Math.min(a.width * a.height, b.width * b.height);
}

/** Length that two intervals share. */
function overlap(from: number, to: number, otherFrom: number, otherTo: number): number {
  return Math.max(0, Math.min(to, otherTo) - Math.max(from, otherFrom));
}
