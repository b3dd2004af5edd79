import { agreement } from '../domain/labels/agreement';
import type { ExpressionClass } from '../domain/packs/manifest';
import { perceptualHash } from '../domain/pictures/perceptualHash';
import { qualityFlags, type QualityFlag } from '../domain/pictures/quality';
import { recipeSchema } from '../domain/recipe/recipe';
import type { FaceRecord } from './db';

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
  /** Share of voters and request that name the recognised class; 1 where nobody disagrees. */
  readonly agreement: number;
  /** AU intensities read back from the face, 0–1, by the pack's columns; null where the pack cannot. */
  readonly au: readonly number[] | null;
  readonly hash: string;
  readonly quality: readonly QualityFlag[];
}

/** The face in short; null for a record that this version cannot read. */
export function summarise(face: FaceRecord): FaceSummary | null {
  if (!recipeSchema.safeParse(face.recipe).success) return null;
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
    agreement: agreement(label.votes.map((vote) => vote.probabilities), recipe.expression, label.recognised),
    au: label.realisedAu,
    hash: perceptualHash(face.pixels),
    quality: qualityFlags(face.pixels),
  };
}
