import { inShort } from '../domain/library/faceInShort';
import type { FaceInShort } from '../domain/library/faceInShort';
import { perceptualHash } from '../domain/pictures/perceptualHash';
import type { FaceRecord } from './records';

/** What lists need of a kept face, without its pixels: ten thousand of these are read at once. */
export interface FaceSummary extends FaceInShort {
  readonly savedAt: number;
}

/** A summary as this version has it: earlier ones gave faces that nobody had looked at a class all the same. */
export function readSummary(kept: FaceSummary): FaceSummary {
  return kept.votes.length > 0 || kept.recognised === null ? kept : { ...kept, recognised: null, confidence: null, entropy: null, margin: null, agreement: null };
}

/** The face in short. */
export function summarise(face: FaceRecord): FaceSummary {
  return { savedAt: face.savedAt, ...inShort(face, face.pixels, perceptualHash(face.pixels)) };
}
