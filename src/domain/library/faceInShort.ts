import type { WrittenFace } from '../face/face';
import { agreement } from '../labels/agreement';
import { margin, normalisedEntropy } from '../labels/probabilities';
import type { ExpressionClass } from '../packs/manifest';
import { framingFlags } from '../pictures/framing';
import { pixelFlags } from '../pictures/quality';
import type { QualityFlag } from '../pictures/quality';
import type { Pixels } from '../face/pixels';

/** What lists, filters and orders need of a face, without its pixels. */
export interface FaceInShort {
  readonly id: string;
  readonly pack: string;
  readonly prompt: string;
  readonly seed: number;
  readonly requested: ExpressionClass | null;
  /** Null where the face has no label, as are the four measures of it. */
  readonly recognised: ExpressionClass | null;
  /** Calibrated, 0–1. */
  readonly confidence: number | null;
  /** Of the pseudo-label, over its maximum: 0 where one class has all of it, 1 where all have the same. */
  readonly entropy: number | null;
  /** Of the pseudo-label: probability of the first class less that of the second, 0–1. */
  readonly margin: number | null;
  /** Class probabilities of every voter, in the pack's order of voters, the photograph voter last. */
  readonly votes: readonly (readonly number[])[];
  /** Share of voters and request that name the recognised class; 1 where nobody disagrees. */
  readonly agreement: number | null;
  /** AU intensities read back from the face, 0–1, by the pack's columns; null where the pack cannot. */
  readonly au: readonly number[] | null;
  /** Perceptual hash, 64 hex characters. */
  readonly hash: string;
  readonly quality: readonly QualityFlag[];
}

/** The face in short. @param hash perceptual hash of its pixels */
export function inShort({ id, recipe, label, faceBoxes }: WrittenFace, pixels: Pixels, hash: string): FaceInShort {
  return {
    id,
    pack: recipe.pack,
    prompt: recipe.prompt,
    seed: recipe.seed,
    requested: recipe.expression,
    recognised: label.recognised,
    confidence: label.confidence,
    entropy: label.probabilities && normalisedEntropy(label.probabilities),
    margin: label.probabilities && margin(label.probabilities),
    votes: label.votes.map(({ probabilities }) => probabilities),
    agreement: label.recognised && agreement(label.votes, recipe.expression, label.recognised),
    au: label.realisedAu,
    hash,
    quality: [...(faceBoxes ? framingFlags(faceBoxes) : []), ...pixelFlags(pixels)],
  };
}
