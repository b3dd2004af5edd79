import type { FaceSummary } from '../storage/summary';

/** What an order goes by: faces with a smaller number come first. */
export type FaceKey = (face: FaceSummary) => number;

/** Orders by how much a face needs a person's eye, one without a label the most; what the first key leaves open, the next decides. */
export const NEEDS = {
  'Disputed first': [(face) => face.agreement ?? -1, (face) => face.confidence ?? -1],
  'Highest entropy first': [(face) => -(face.entropy ?? 2)],
  'Smallest margin first': [(face) => face.margin ?? -1],
} as const satisfies Record<string, readonly FaceKey[]>;

export type Need = keyof typeof NEEDS;
