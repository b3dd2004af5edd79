import { EXPRESSION_CLASSES, type ExpressionClass } from '../domain/packs/manifest';
import { normalisedEntropy } from '../domain/labels/probabilities';

export interface ClassCount {
  readonly name: ExpressionClass;
  readonly count: number;
}

/** How many there are of every class, in class order. */
export function countClasses(classes: Iterable<ExpressionClass>): ClassCount[] {
  const counts = new Map<ExpressionClass, number>();
  for (const name of classes) counts.set(name, (counts.get(name) ?? 0) + 1);
  return EXPRESSION_CLASSES.map((name) => ({ name, count: counts.get(name) ?? 0 }));
}

/** Evenness over the eight classes: entropy over its maximum. 1 where all are as frequent, 0 where there is one alone; null for none. */
export function classBalance(counts: readonly ClassCount[]): number | null {
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return null;
  return normalisedEntropy(counts.map(({ count }) => count / total));
}

/** Counts of values 0–1 in bins of equal width. 1 falls into the last. */
export function histogram(values: Iterable<number>, bins: number): number[] {
  const counts = Array.from({ length: bins }, () => 0);
  for (const value of values) {
    const bin = Math.min(bins - 1, Math.max(0, Math.floor(value * bins)));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}

/** Mean, or null for no values. */
export function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
