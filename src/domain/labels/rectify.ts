import { EXPRESSION_CLASSES } from '../packs/manifest';
import type { ExpressionClass } from '../packs/manifest';
import { argmax } from './probabilities';

/** The class with the highest probability (class order). */
export function recognisedClass(probabilities: readonly number[]): ExpressionClass {
  return EXPRESSION_CLASSES[argmax(probabilities)] ?? 'neutral';
}

/**
 * SynFER's test for rectification: true where the voters' first choices differ from one another, or from the
 * request (`requested` null: nothing was requested).
 */
export function needsRectification(
  votes: readonly (readonly number[])[],
  requested: ExpressionClass | null,
): boolean {
  const choices = votes.map(recognisedClass);
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
