import { z } from 'zod';
import { EXPRESSION_CLASSES } from '../packs/manifest';

/** A recipe says everything that makes a face. Same recipe, same pack, same backend: the same pixels. */
export const RECIPE_VERSION = 1;
export const PROMPT_MAX_CHARACTERS = 2000;
/** People that a layout's picture can be said to show. */
export const PEOPLE_MAX = 256;

const intensity = z.number().min(0).max(1);

const noiseSeed = z.int().min(0).max(0xffffffff);

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
  strength: z.number().min(0).max(1),
  /**
   * Who is in the picture, where it is a face of the studio: written when the layout is chosen, so that a set keeps this face
   * with theirs when the picture's own face is gone. It does not change what is drawn. Absent where it is not known.
   */
  people: z.array(z.strictObject({ pack: z.string().max(100), seed: noiseSeed })).min(1).max(PEOPLE_MAX).optional(),
});

const unforkedSchema = z.strictObject({
  format: z.literal('synfer-recipe'),
  version: z.literal(RECIPE_VERSION),
  /** Pack id the recipe was made with. */
  pack: z.string().max(100),
  expression: z.enum(EXPRESSION_CLASSES).nullable(),
  prompt: z.string().max(PROMPT_MAX_CHARACTERS),
  negativePrompt: z.string().max(PROMPT_MAX_CHARACTERS),
  /** Seed of PyTorch's CPU generator. */
  seed: noiseSeed,
  /** How far the noise is turned towards that of another seed; absent where it is not. */
  variation: z.strictObject({ seed: noiseSeed, strength: z.number().gt(0).max(1) }).optional(),
  steps: z.int().min(1).max(200),
  /** `student`: DDIM with the pack's few-step student in the denoiser's place. */
  sampler: z.enum(['ddim', 'dpmsolver++', 'student']),
  /** Classifier-free guidance scale; 1 switches it off. */
  textGuidance: z.number().min(1).max(20),
  /** λ_AU, the weight of the decoupled AU cross-attention. */
  auStrength: z.number().min(0).max(3),
  semanticGuidance: z.strictObject({
    /** λ_g: length of each step on the text embedding; 0 switches it off. */
    strength: z.number().min(0).max(10),
    /** Guided part of the denoising steps, as fractions 0 (first step) – 1 (last). */
    start: z.number().min(0).max(1),
    end: z.number().min(0).max(1),
    iterations: z.int().min(1).max(10),
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

export const FORKS_MAX = 16;

const forkSchema = z.strictObject({
  /** Steps of the schedule that were taken before; the first one steered by what comes after has this index. */
  step: z.int().min(1).max(199),
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
