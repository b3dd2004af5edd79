import { EXPRESSION_CLASSES } from '../packs/manifest';
import type { ExpressionClass } from '../packs/manifest';
import { countedChoice } from './vote';
import type { WeightedVote } from './vote';

/**
 * SynFER's test for rectification: true where the voters' counted first choices differ from one another, or from the
 * request (`requested` null: nothing was requested).
 */
export function needsRectification(votes: readonly WeightedVote[], requested: ExpressionClass | null): boolean {
  const choices = votes.map(countedChoice).filter((choice) => choice !== null);
  return choices.some((choice) => choice !== (requested ?? choices[0]));
}

/**
 * The label to train on, in class order, sum 1: where all agree, the class itself (one-hot); where rectified, the
 * ensemble's average as a soft label (SynFER, section 3.4).
 */
export function trainingLabel(label: {
  readonly probabilities: readonly number[];
  readonly recognised: ExpressionClass;
  readonly rectified: boolean;
}): number[] {
  if (label.rectified) return [...label.probabilities];
  return EXPRESSION_CLASSES.map((name) => (name === label.recognised ? 1 : 0));
}
