import type { FaceSummary } from '../storage/summary';

/** What an order goes by: faces with a smaller number come first. */
export type FaceKey = (face: FaceSummary) => number;

/** Orders by how much a face needs a person's eye; what the first key leaves open, the next decides. */
export const NEEDS = {
  'Disputed first': [(face) => face.agreement, (face) => face.confidence],
  'Highest entropy first': [(face) => -face.entropy],
  'Smallest margin first': [(face) => face.margin],
} as const satisfies Record<string, readonly FaceKey[]>;

export type Need = keyof typeof NEEDS;
