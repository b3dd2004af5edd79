import { inShort } from '../domain/library/faceInShort';
import type { FaceInShort } from '../domain/library/faceInShort';
import { perceptualHash } from '../domain/pictures/perceptualHash';
import type { FaceRecord } from './records';

/** What lists need of a kept face, without its pixels: ten thousand of these are read at once. */
export interface FaceSummary extends FaceInShort {
  readonly savedAt: number;
}

/** The face in short. */
export function summarise(face: FaceRecord): FaceSummary {
  return { savedAt: face.savedAt, ...inShort(face, face.pixels, perceptualHash(face.pixels)) };
}
