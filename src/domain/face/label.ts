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

/** SHA-256 of the graph of a recogniser besides the pack's own: which network it is. Absent in what earlier versions wrote. */
const networkHash = z.string().regex(/^[0-9a-f]{64}$/).optional();

const voteSchema = weightedVoteSchema.extend({ voter: z.string().max(100), label: z.string().max(200), sha256: networkHash }).readonly();

/** What a recogniser of one's own reads of action units, 0–1, by "AU12", "AU12L", "AU12R". */
const auReadingSchema = z
  .object({ reader: z.string().max(100), label: z.string().max(200), sha256: networkHash, units: z.record(z.string().regex(/^AU[0-9]{1,2}[LR]?$/), probability) })
  .readonly();

const heardSchema = z.object({
  votes: z.array(voteSchema).max(20).readonly(),
  /** AU intensities read back by FERAnno; null where the pack cannot. */
  realisedAu: auColumnsSchema,
  /** AU intensities read by recognisers besides the pack's own; absent where there are none. */
  auReadings: z.array(auReadingSchema).max(20).readonly().optional(),
});

const verdictSchema = heardSchema.extend({
  /** What the voters and the request say together, calibrated. */
  probabilities: distribution,
  recognised: z.enum(EXPRESSION_CLASSES),
  /** Probability of the recognised class. */
  confidence: probability,
  /** True where a voter, by a choice that counts, disagrees with another or with the request. */
  rectified: z.boolean(),
});

const noVerdictSchema = heardSchema.extend({ probabilities: z.null(), recognised: z.null(), confidence: z.null(), rectified: z.literal(false) });

/** Nobody whose word counts has named a class, and the request alone is no label. */
export const NO_VERDICT = { probabilities: null, recognised: null, confidence: null, rectified: false } as const;

/** Earlier versions gave faces that nobody had looked at the class that was asked for, or the first one. */
function withoutInvention(kept: unknown): unknown {
  const unheard = typeof kept === 'object' && kept !== null && 'votes' in kept && Array.isArray(kept.votes) && kept.votes.length === 0;
  return unheard ? { ...kept, ...NO_VERDICT } : kept;
}

/** What those say who looked at a picture: their verdict, or what was heard without one. */
export const pseudoLabelSchema = z.preprocess(withoutInvention, z.discriminatedUnion('recognised', [verdictSchema, noVerdictSchema])).readonly();

/** One voter's probabilities and how much each class of it counts. */
export type WeightedVote = Readonly<z.infer<typeof weightedVoteSchema>>;
export type AuReading = z.infer<typeof auReadingSchema>;
export type Vote = z.infer<typeof voteSchema>;
export type PseudoLabel = z.infer<typeof pseudoLabelSchema>;
/** A pseudo-label with a verdict. */
export type Verdict = Readonly<z.infer<typeof verdictSchema>>;
