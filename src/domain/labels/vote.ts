import type { WeightedVote } from '../face/label';
import type { ExpressionClass } from '../packs/manifest';
import { EXPRESSION_CLASSES } from '../packs/manifest';
import { argmax } from './probabilities';

/** The weight of a voter's probability for class `k`; null where it abstains. */
export function classWeight({ classWeights }: WeightedVote, k: number): number | null {
  return classWeights === undefined ? 1 : (classWeights[k] ?? null);
}

/** The class with the highest probability (class order). */
export function recognisedClass(probabilities: readonly number[]): ExpressionClass {
  return EXPRESSION_CLASSES[argmax(probabilities)] ?? 'neutral';
}

/** Whether somebody names a class and counts for it: without that there is no label. */
export function hasVerdict(votes: readonly WeightedVote[]): boolean {
  return votes.some((vote) => countedChoice(vote) !== null);
}

/** A voter's first choice; null where the voter does not count for that class, so that nobody has to agree with it. */
export function countedChoice(vote: WeightedVote): ExpressionClass | null {
  return (classWeight(vote, argmax(vote.probabilities)) ?? 0) > 0 ? recognisedClass(vote.probabilities) : null;
}
