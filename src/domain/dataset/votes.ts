/** Annotators whose votes FERPlus counts for each face. */
export const FERPLUS_VOTES = 10;

/**
 * Probabilities (sum 1) → whole votes that sum to `total`, each as near its share as can be: the largest
 * remainders get what rounding down leaves, the first of equals first.
 */
export function wholeVotes(probabilities: readonly number[], total: number): number[] {
  const shares = probabilities.map((p) => p * total);
  const votes = shares.map(Math.floor);
  const left = total - votes.reduce((a, b) => a + b, 0);
  const byRemainder = shares.map((share, i) => ({ i, remainder: share - Math.floor(share) })).sort((a, b) => b.remainder - a.remainder || a.i - b.i);
  for (const { i } of byRemainder.slice(0, Math.max(0, left))) votes[i] = (votes[i] ?? 0) + 1;
  return votes;
}
