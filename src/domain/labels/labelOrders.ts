import { EXPRESSION_CLASSES } from '../packs/manifest';
import type { ExpressionClass } from '../packs/manifest';

/** How a public data set numbers its expression classes. */
export interface LabelOrder {
  readonly name: string;
  /** Index of the first class. */
  readonly base: 0 | 1;
  /** The classes in the data set's order. */
  readonly classes: readonly ExpressionClass[];
}

/**
 * Label orders by the data sets' own documentation: AffectNet (Mollahosseini et al. 2017), RAF-DB (Li et al. 2017,
 * counted from 1), FER2013 (Goodfellow et al. 2013), FERPlus (Barsoum et al. 2016, without "unknown" and "NF").
 */
export const LABEL_ORDERS = {
  affectnet: { name: 'AffectNet', base: 0, classes: EXPRESSION_CLASSES },
  rafdb: { name: 'RAF-DB', base: 1, classes: ['surprise', 'fear', 'disgust', 'happiness', 'sadness', 'anger', 'neutral'] },
  fer2013: { name: 'FER2013', base: 0, classes: ['anger', 'disgust', 'fear', 'happiness', 'sadness', 'surprise', 'neutral'] },
  ferplus: { name: 'FERPlus', base: 0, classes: ['neutral', 'happiness', 'surprise', 'sadness', 'anger', 'disgust', 'fear', 'contempt'] },
} as const satisfies Record<string, LabelOrder>;

export type LabelOrderName = keyof typeof LABEL_ORDERS;

/** A class's number in a data set's order; null where the data set has no such class (contempt in RAF-DB, FER2013). */
export function labelNumber(expression: ExpressionClass, order: LabelOrderName): number | null {
  const { base, classes } = LABEL_ORDERS[order] as LabelOrder;
  const index = classes.indexOf(expression);
  return index < 0 ? null : index + base;
}

/** The class of a number in a data set's order; null where there is none. */
export function labelClass(number: number, order: LabelOrderName): ExpressionClass | null {
  const { base, classes } = LABEL_ORDERS[order] as LabelOrder;
  return classes[number - base] ?? null;
}

/**
 * Probabilities in class order → in a data set's order, scaled to sum 1 over the classes it has;
 * null where none of its classes has any probability.
 */
export function reorderProbabilities(probabilities: readonly number[], order: LabelOrderName): number[] | null {
  const picked = LABEL_ORDERS[order].classes.map((name) => probabilities[EXPRESSION_CLASSES.indexOf(name)] ?? 0);
  const total = picked.reduce((a, b) => a + b, 0);
  return total > 0 ? picked.map((value) => value / total) : null;
}
