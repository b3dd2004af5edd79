import { z } from 'zod';
import { EXPRESSION_CLASSES } from '../packs/manifest';
import { FORKS_MAX, PACK_ID_MAX_CHARACTERS, PEOPLE_MAX, PROMPT_MAX_CHARACTERS, RECIPE_RANGES, type Range } from './limits';

/** A recipe says everything that makes a face. Same recipe, same pack, same backend: the same pixels. */
export const RECIPE_VERSION = 1;

const number = ({ min, max }: Range) => z.number().min(min).max(max);
const integer = ({ min, max }: Range) => z.int().min(min).max(max);

const intensity = number(RECIPE_RANGES.share);

const noiseSeed = integer(RECIPE_RANGES.seed);

/** Intensity 0–1 of one unit: one number for both sides, or one for each of the person's sides. */
const auValue = z.union([intensity, z.strictObject({ left: intensity, right: intensity })]);

export const layoutSchema = z.strictObject({
  /** Where the picture comes from: a shipped face, a gallery face, or a picture the user gave (by SHA-256). */
  source: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('shipped'), name: z.string().max(200) }),
    z.strictObject({ kind: z.literal('gallery'), id: z.string().max(64) }),
    z.strictObject({ kind: z.literal('picture'), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  ]),
  /** 0 gives the picture back, 1 keeps nothing of it: the share of the schedule that is denoised anew. */
  strength: number(RECIPE_RANGES.share),
  /**
   * Who is in the picture, where it is a face of the studio: written when the layout is chosen, so that a set keeps this face
   * with theirs when the picture's own face is gone. It does not change what is drawn. Absent where it is not known.
   */
  people: z.array(z.strictObject({ pack: z.string().max(PACK_ID_MAX_CHARACTERS), seed: noiseSeed })).min(1).max(PEOPLE_MAX).optional(),
});

const unforkedSchema = z.strictObject({
  format: z.literal('synfer-recipe'),
  version: z.literal(RECIPE_VERSION),
  /** Pack id the recipe was made with. */
  pack: z.string().max(PACK_ID_MAX_CHARACTERS),
  expression: z.enum(EXPRESSION_CLASSES).nullable(),
  prompt: z.string().max(PROMPT_MAX_CHARACTERS),
  negativePrompt: z.string().max(PROMPT_MAX_CHARACTERS),
  /** Seed of PyTorch's CPU generator. */
  seed: noiseSeed,
  /** How far the noise is turned towards that of another seed; absent where it is not. */
  variation: z.strictObject({ seed: noiseSeed, strength: number(RECIPE_RANGES.share).gt(0) }).optional(),
  steps: integer(RECIPE_RANGES.steps),
  /** `student`: DDIM with the pack's few-step student in the denoiser's place. */
  sampler: z.enum(['ddim', 'dpmsolver++', 'euler', 'student']),
  /** Classifier-free guidance scale; 1 switches it off. */
  textGuidance: number(RECIPE_RANGES.textGuidance),
  /** λ_AU, the weight of the decoupled AU cross-attention. */
  auStrength: number(RECIPE_RANGES.auStrength),
  semanticGuidance: z.strictObject({
    /** λ_g: length of each step on the text embedding; 0 switches it off. */
    strength: number(RECIPE_RANGES.semanticGuidance),
    /** Guided part of the denoising steps, as fractions 0 (first step) – 1 (last). */
    start: number(RECIPE_RANGES.share),
    end: number(RECIPE_RANGES.share),
    iterations: integer(RECIPE_RANGES.guideIterations),
  }),
  layout: layoutSchema.nullable(),
  /**
   * Keys are unit ids ("AU12"). An empty record means "not said": if an expression is requested or the
   * prompt names one, the text alone leads; otherwise the face is asked to be at rest. Any key present
   * says the whole vector, units not named being 0.
   */
  au: z.record(z.string().regex(/^AU[0-9]{1,2}$/), auValue),
});

/** What steers the denoising and may be another from a step on. Seed, steps, sampler and layout hold for the whole face. */
const steeringSchema = unforkedSchema.pick({ expression: true, prompt: true, negativePrompt: true, textGuidance: true, auStrength: true, semanticGuidance: true, au: true });

const forkSchema = z.strictObject({
  /** Steps of the schedule that were taken before; the first one steered by what comes after has this index. */
  step: integer(RECIPE_RANGES.steps),
  /** What steered the steps up to there, from the fork before or from the first step. */
  before: steeringSchema,
});

export const recipeSchema = unforkedSchema
  .extend({
    /** Where the face forked off another, oldest first. Absent in a face that was steered by one and the same from first to last. */
    forks: z.array(forkSchema).min(1).max(FORKS_MAX).optional(),
  })
  .refine(({ forks = [], steps }) => forks.every(({ step }, i) => step < (forks[i + 1]?.step ?? steps)), {
    path: ['forks'],
    message: 'each fork has to come after the one before it, and the last one before the last of the "steps"',
  });

export type Recipe = z.infer<typeof recipeSchema>;
export type Steering = z.infer<typeof steeringSchema>;
export type AuValue = z.infer<typeof auValue>;
export type AuIntensities = Recipe['au'];
export type Sampler = Recipe['sampler'];
