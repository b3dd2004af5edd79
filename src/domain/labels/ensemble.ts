/** One voter's probabilities and how much each class of it counts. */
export interface WeightedVote {
  /** Calibrated, class order, sum 1. */
  readonly probabilities: readonly number[];
  /** Per class, ≥ 0; 0 where the voter abstains. */
  readonly classWeights: readonly number[];
}

/**
 * Average of the votes, class by class, by the voters' weights for that class, scaled to sum 1.
 * A class for which all voters abstain gets 0. Where nothing counts at all, the plain average.
 */
export function ensembleAverage(votes: readonly WeightedVote[]): number[] {
  const classes = votes[0]?.probabilities.length ?? 0;
  const averages = Array.from({ length: classes }, (_, k) => {
    let sum = 0;
    let weights = 0;
    for (const { probabilities, classWeights } of votes) {
      const weight = classWeights[k] ?? 0;
      sum += weight * (probabilities[k] ?? 0);
      weights += weight;
    }
    return weights > 0 ? sum / weights : 0;
  });
  const total = averages.reduce((a, b) => a + b, 0);
  if (total > 0) return averages.map((value) => value / total);
  if (votes.every(({ classWeights }) => classWeights.every((weight) => weight === 1))) return averages;
  return ensembleAverage(votes.map(({ probabilities }) => ({ probabilities, classWeights: probabilities.map(() => 1) })));
}
