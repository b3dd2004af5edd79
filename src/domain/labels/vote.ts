import type { ExpressionClass } from '../packs/manifest';
import { EXPRESSION_CLASSES } from '../packs/manifest';
import { argmax } from './probabilities';

/** One voter's probabilities and how much each class of it counts. */
export interface WeightedVote {
  /** Calibrated, class order, sum 1; 0 for a class that the voter does not have. */
  readonly probabilities: readonly number[];
  /**
   * Per class: ≥ 0, where 0 is heard and not counted; null where the voter has no such class and abstains. Absent in faces
   * of versions whose voters all counted 1.
   */
  readonly classWeights?: readonly (number | null)[] | undefined;
}

/** The weight of a voter's probability for class `k`; null where it abstains. */
export function classWeight({ classWeights }: WeightedVote, k: number): number | null {
  return classWeights === undefined ? 1 : (classWeights[k] ?? null);
}

/** The class with the highest probability (class order). */
export function recognisedClass(probabilities: readonly number[]): ExpressionClass {
  return EXPRESSION_CLASSES[argmax(probabilities)] ?? 'neutral';
}

/** A voter's first choice; null where the voter does not count for that class, so that nobody has to agree with it. */
export function countedChoice(vote: WeightedVote): ExpressionClass | null {
  return (classWeight(vote, argmax(vote.probabilities)) ?? 0) > 0 ? recognisedClass(vote.probabilities) : null;
}
