import { z } from 'zod';
import { EXPRESSION_CLASSES } from '../packs/manifest';

const probability = z.number().min(0).max(1);

/** Probabilities in class order, sum 1. */
const distribution = z.array(probability).length(EXPRESSION_CLASSES.length).readonly();

/** AU intensities 0–1, one per AU column of the face's pack; null where there are none. */
export const auColumnsSchema = z.array(probability).max(1000).readonly().nullable();

const weightedVoteSchema = z.object({
  /** Calibrated; 0 for a class that the voter does not have. */
  probabilities: distribution,
  /**
   * Per class: ≥ 0, where 0 is heard and not counted; null where the voter has no such class and abstains. Absent in faces
   * of versions whose voters all counted 1.
   */
  classWeights: z.array(z.number().nonnegative().nullable()).length(EXPRESSION_CLASSES.length).readonly().optional(),
});

const voteSchema = weightedVoteSchema.extend({ voter: z.string().max(100), label: z.string().max(200) }).readonly();

/** What a recogniser of one's own reads of action units, 0–1, by "AU12", "AU12L", "AU12R". */
const auReadingSchema = z
  .object({ reader: z.string().max(100), label: z.string().max(200), units: z.record(z.string().regex(/^AU[0-9]{1,2}[LR]?$/), probability) })
  .readonly();

/** FERAnno's verdict on a picture. */
export const pseudoLabelSchema = z
  .object({
    votes: z.array(voteSchema).max(20).readonly(),
    /** What the voters and the request say together, calibrated. */
    probabilities: distribution,
    recognised: z.enum(EXPRESSION_CLASSES),
    /** Probability of the recognised class. */
    confidence: probability,
    /** True where a voter, by a choice that counts, disagrees with another or with the request. */
    rectified: z.boolean(),
    /** AU intensities read back by FERAnno; null where the pack cannot. */
    realisedAu: auColumnsSchema,
    /** AU intensities read by recognisers besides the pack's own; absent where there are none. */
    auReadings: z.array(auReadingSchema).max(20).readonly().optional(),
  })
  .readonly();

/** One voter's probabilities and how much each class of it counts. */
export type WeightedVote = Readonly<z.infer<typeof weightedVoteSchema>>;
export type AuReading = z.infer<typeof auReadingSchema>;
export type Vote = z.infer<typeof voteSchema>;
export type PseudoLabel = z.infer<typeof pseudoLabelSchema>;
