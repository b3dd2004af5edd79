/** softmax(logits / temperature), sum 1. `temperature` > 0; 1 leaves the logits as they are. */
export function softmax(logits: ArrayLike<number>, temperature = 1): number[] {
  const scaled = Array.from(logits, (logit) => logit / temperature);
  const highest = Math.max(...scaled);
  const exponentials = scaled.map((value) => Math.exp(value - highest));
  const sum = exponentials.reduce((a, b) => a + b, 0);
  return exponentials.map((value) => value / sum);
}

/** Index of the largest value, the first of equals; 0 for an empty list. */
export function argmax(values: readonly number[]): number {
  return values.reduce((best, value, index) => (value > (values[best] ?? -Infinity) ? index : best), 0);
}

/** Shannon entropy in nats: 0 for certainty, ln K for no idea. */
export function entropy(probabilities: readonly number[]): number {
  return -probabilities.reduce((sum, p) => (p > 0 ? sum + p * Math.log(p) : sum), 0) + 0;
}

/** Entropy over its maximum ln K: 0 for certainty, 1 for no idea; 0 for fewer than two classes. */
export function normalisedEntropy(probabilities: readonly number[]): number {
  return probabilities.length < 2 ? 0 : entropy(probabilities) / Math.log(probabilities.length);
}

/** Probability of the first class less that of the second, 0–1. */
export function margin(probabilities: readonly number[]): number {
  const [first = 0, second = 0] = [...probabilities].sort((a, b) => b - a);
  return first - second;
}
