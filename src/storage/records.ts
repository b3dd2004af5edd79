import type { Curation } from '../domain/curation/curation';
import type { Face } from '../domain/face/face';
import type { PastStep } from '../domain/face/step';

/** A face as it is kept: what the worker answered, and when. */
export interface FaceRecord extends Face {
  readonly savedAt: number;
}

/** The steps that led to a face, kept for the newest faces only: they weigh as much as the face. */
export interface TrajectoryRecord {
  readonly faceId: string;
  readonly savedAt: number;
  readonly steps: readonly PastStep[];
}

/** What was said about a face; none where nothing was. */
export interface CurationRecord extends Curation {
  readonly faceId: string;
}

/** Says that a face is deleted, and what was said about it. The face itself and its steps stay where they are until it is too late to undo. */
export interface TrashRecord {
  readonly id: string;
  readonly deletedAt: number;
  readonly curation: CurationRecord | undefined;
}

/** A deleted face as database versions below 5 kept it: whole, a second time. */
export interface WholeTrashRecord extends TrashRecord {
  readonly face?: FaceRecord;
  readonly trajectory?: TrajectoryRecord | undefined;
}
