import { classWeight } from './vote';
import type { WeightedVote } from '../face/label';

/**
 * What the voters say together, class order, sum 1: for every class the average of the votes by the voters' weights for it.
 *
 * With w_vk the weight of voter v for class k and p_vk its probability:
 *
 * 1. heard_k = Σ_v w_vk p_vk / Σ_v w_vk over the voters that have class k.
 * 2. A voter that lacks classes says how likely the others are *given that it is none of those*. So its probabilities are
 *    scaled by s_v = 1 − Σ heard_k over the classes it lacks (1 where it lacks none): what it would have had to spread over
 *    classes it cannot name does not count against them.
 * 3. label_k = Σ_v w_vk s_v p_vk / Σ_v w_vk, then scaled to sum 1. Where all weights are 1 the sum is 1 already.
 *
 * Two voters at contempt 0.9 and a third that has no contempt give contempt 0.9, where the plain average gives 0.6.
 * A class that nobody counts for gets 0. Where nothing counts at all: the average with all weights 1.
 */
export function ensembleAverage(votes: readonly WeightedVote[]): number[] {
  const classes = (votes[0]?.probabilities ?? []).map((_, k) => k);
  const average = (k: number, scale: (vote: WeightedVote) => number): number => {
    let sum = 0;
    let weights = 0;
    for (const vote of votes) {
      const weight = classWeight(vote, k) ?? 0;
      sum += weight * scale(vote) * (vote.probabilities[k] ?? 0);
      weights += weight;
    }
    return weights > 0 ? sum / weights : 0;
  };
  const heard = classes.map((k) => average(k, () => 1));
  const scales = new Map(votes.map((vote) => [vote, 1 - classes.reduce((sum, k) => (classWeight(vote, k) === null ? sum + (heard[k] ?? 0) : sum), 0)]));
  const averages = classes.map((k) => average(k, (vote) => Math.max(scales.get(vote) ?? 1, 0)));
  const total = averages.reduce((a, b) => a + b, 0);
  if (total > 0) return averages.map((value) => value / total);
  if (votes.every((vote) => classes.every((k) => (classWeight(vote, k) ?? 1) === 1))) return averages;
  return ensembleAverage(votes.map((vote) => ({ probabilities: vote.probabilities, classWeights: classes.map((k) => (classWeight(vote, k) === null ? null : 1)) })));
}
