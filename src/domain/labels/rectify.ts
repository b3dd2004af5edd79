import { EXPRESSION_CLASSES } from '../packs/manifest';
import type { ExpressionClass } from '../packs/manifest';
import { ensembleAverage } from './ensemble';
import { countedChoice } from './vote';
import type { WeightedVote } from '../face/label';

/**
 * SynFER's test for rectification: true where the voters' counted first choices differ from one another, or from the
 * request (`requested` null: nothing was requested).
 */
export function needsRectification(votes: readonly WeightedVote[], requested: ExpressionClass | null): boolean {
  const choices = votes.map(countedChoice).filter((choice) => choice !== null);
  return choices.some((choice) => choice !== (requested ?? choices[0]));
}

/**
 * The request's share in a pseudo-label, beside all voters together: it is evidence too. The report's table `label_errors` has the
 * label's error by the request, by the voters alone and by both.
 */
export const REQUEST_SHARE = 1 / 3;

/**
 * The pseudo-label's probabilities, class order, sum 1: what the voters say together (`average`), and the request as evidence of its
 * own. The voters overrule a request where they hold another class likelier than it by more than share / (1 − share), a half.
 */
export function withRequest(average: readonly number[], requested: ExpressionClass | null): number[] {
  if (requested === null) return [...average];
  return EXPRESSION_CLASSES.map((name, k) => (1 - REQUEST_SHARE) * (average[k] ?? 0) + (name === requested ? REQUEST_SHARE : 0));
}

/** Whether the request counts in a label that has it: labels made before it did hold what the voters say together, and no more. */
export function countsRequest(label: { readonly votes: readonly WeightedVote[]; readonly probabilities: readonly number[] }, requested: ExpressionClass): boolean {
  const k = EXPRESSION_CLASSES.indexOf(requested);
  const average = ensembleAverage(label.votes);
  const distance = (probabilities: readonly number[]) => Math.abs((label.probabilities[k] ?? 0) - (probabilities[k] ?? 0));
  return distance(withRequest(average, requested)) <= distance(average);
}

/**
 * The label to train on, in class order, sum 1: where all agree, the class itself (one-hot); where rectified, the
 * pseudo-label's probabilities as a soft label (SynFER, section 3.4, with the request among those averaged).
 */
export function trainingLabel(label: {
  readonly probabilities: readonly number[];
  readonly recognised: ExpressionClass;
  readonly rectified: boolean;
}): number[] {
  return label.rectified ? [...label.probabilities] : oneHot(label.recognised);
}

/** All of the probability on one class, class order. */
export function oneHot(label: ExpressionClass): number[] {
  return EXPRESSION_CLASSES.map((name) => (name === label ? 1 : 0));
}
