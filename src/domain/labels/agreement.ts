import type { ExpressionClass } from '../packs/manifest';
import { countedChoice } from './vote';
import type { WeightedVote } from '../face/label';

/**
 * Share, 0–1, of those with an opinion on a face who name the recognised class: every voter by its first choice, where it
 * counts for it, and the request where there is one. 1 where nobody disagrees, which is where nothing has to be rectified.
 */
export function agreement(votes: readonly WeightedVote[], requested: ExpressionClass | null, recognised: ExpressionClass): number {
  const opinions = votes.map(countedChoice).filter((choice) => choice !== null);
  if (requested !== null) opinions.push(requested);
  if (opinions.length === 0) return 1;
  return opinions.filter((opinion) => opinion === recognised).length / opinions.length;
}
