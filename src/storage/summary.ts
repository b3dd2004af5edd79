import { agreement } from '../domain/labels/agreement';
import { margin, normalisedEntropy } from '../domain/labels/probabilities';
import type { ExpressionClass } from '../domain/packs/manifest';
import { framingFlags } from '../domain/pictures/framing';
import { perceptualHash } from '../domain/pictures/perceptualHash';
import { pixelFlags, type QualityFlag } from '../domain/pictures/quality';
import type { FaceRecord } from './records';

/** What lists need of a face, without its pixels: ten thousand of these are read at once. */
export interface FaceSummary {
  readonly id: string;
  readonly savedAt: number;
  readonly pack: string;
  readonly prompt: string;
  readonly seed: number;
  readonly requested: ExpressionClass | null;
  readonly recognised: ExpressionClass;
  /** Calibrated, 0–1. */
  readonly confidence: number;
  /** Of the pseudo-label, over its maximum: 0 where one class has all of it, 1 where all have the same. */
  readonly entropy: number;
  /** Of the pseudo-label: probability of the first class less that of the second, 0–1. */
  readonly margin: number;
  /** Class probabilities of every voter, in the pack's order of voters, the photograph voter last. */
  readonly votes: readonly (readonly number[])[];
  /** Share of voters and request that name the recognised class; 1 where nobody disagrees. */
  readonly agreement: number;
  /** AU intensities read back from the face, 0–1, by the pack's columns; null where the pack cannot. */
  readonly au: readonly number[] | null;
  readonly hash: string;
  readonly quality: readonly QualityFlag[];
}

/** The face in short. */
export function summarise(face: FaceRecord): FaceSummary {
  const { recipe, label } = face;
  return {
    id: face.id,
    savedAt: face.savedAt,
    pack: recipe.pack,
    prompt: recipe.prompt,
    seed: recipe.seed,
    requested: recipe.expression,
    recognised: label.recognised,
    confidence: label.confidence,
    entropy: normalisedEntropy(label.probabilities),
    margin: margin(label.probabilities),
    votes: label.votes.map(({ probabilities }) => probabilities),
    agreement: agreement(label.votes, recipe.expression, label.recognised),
    au: label.realisedAu,
    hash: perceptualHash(face.pixels),
    quality: [...(face.faceBoxes ? framingFlags(face.faceBoxes) : []), ...pixelFlags(face.pixels)],
  };
}
