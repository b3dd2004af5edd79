import { z } from 'zod';
import { EXPRESSION_CLASSES } from '../packs/manifest';

/** How the photograph voter is called in a face's votes and in columns of exports, and for people. */
export const PHOTOGRAPH_VOTER = { voter: 'photograph', label: 'Photograph voter' } as const;

const expression = z.enum(EXPRESSION_CLASSES);

/**
 * `voter.json` beside the graph that `npm run voter` makes: an expression network that learned from photographs, so that an
 * outsider has a say on faces that the pack's own voters know from renders alone.
 */
export const photographVoterSchema = z.strictObject({
  format: z.literal('synfer-voter'),
  version: z.literal(1),
  /** Where the weights come from, with version and licence. */
  source: z.string(),
  /** `image` float32 [n,3,h,w], RGB in −1…1, any size → `logits` [n, classes]. */
  graph: z.string(),
  /** Side of the middle square it reads, as a share of the picture's: a face detector's box is narrower than a pack's pictures. */
  crop: z.number().gt(0).max(1),
  /** What logits are divided by before the softmax. */
  temperature: z.number().positive(),
  /** Its classes, in the order of its logits. It abstains on the others. */
  classes: z.array(expression).min(2),
  /** How much it counts for each of its classes; 0: heard, not counted. By the report's table `photograph_voter_weights`. */
  classWeights: z.partialRecord(expression, z.number().nonnegative()),
});

export type PhotographVoterDescription = z.infer<typeof photographVoterSchema>;
