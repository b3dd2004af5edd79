import type { ExpressionClass } from '../packs/manifest';
import { recognisedClass } from './rectify';

/**
 * Share, 0–1, of those with an opinion on a face who name the recognised class: every voter by its first choice, and
 * the request where there is one. 1 where nobody disagrees, which is where nothing has to be rectified.
 */
export function agreement(
  votes: readonly (readonly number[])[],
  requested: ExpressionClass | null,
  recognised: ExpressionClass,
): number {
  const opinions = votes.map(recognisedClass);
  if (requested !== null) opinions.push(requested);
  if (opinions.length === 0) return 1;
  return opinions.filter((opinion) => opinion === recognised).length / opinions.length;
}
