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

/** A deleted face with all that belongs to it, until it is too late to undo. */
export interface TrashRecord {
  readonly id: string;
  readonly deletedAt: number;
  readonly face: FaceRecord;
  readonly trajectory: TrajectoryRecord | undefined;
  readonly curation: CurationRecord | undefined;
}
