import { z } from 'zod';
import { EXPRESSION_CLASSES } from '../packs/manifest';
import type { VoterExpression } from './voterFile';

/** How much a recogniser counts: as its reliability was measured, or the same for each of its classes, 0 being heard and not counted. */
export const counting = z.union([z.literal('measured'), z.number().min(0).max(2)]);
export type Counting = z.infer<typeof counting>;

/** What it begins with: nobody counts that nobody has measured. */
export function firstCounting({ reliability }: VoterExpression): Counting {
  return reliability === undefined ? 0 : 'measured';
}

/** Weight for each class, class order: null for those that the recogniser does not have. */
export function classWeightsOf({ classes, reliability }: VoterExpression, counts: Counting): (number | null)[] {
  return EXPRESSION_CLASSES.map((name) => {
    if (!classes.includes(name)) return null;
    return counts === 'measured' ? (reliability?.classes[name] ?? 0) : counts;
  });
}
