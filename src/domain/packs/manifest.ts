import { z } from 'zod';
import { PACK_ID_MAX_CHARACTERS } from '../recipe/limits';

/**
 * `pack.json`: what a model pack holds and how its graphs are called.
 * Documented for people in docs/pack-format.md. The worker validates it before it opens any graph.
 * Version 2 added the student, version 3 `guidanceRescale`, version 4 the preview; a pack of an earlier version has none.
 */
export const PACK_FORMAT_VERSION = 4;

/** AffectNet's eight classes in AffectNet's order: the canonical label order of the project. */
export const EXPRESSION_CLASSES = [
  'neutral',
  'happiness',
  'sadness',
  'surprise',
  'fear',
  'disgust',
  'anger',
  'contempt',
] as const;
export type ExpressionClass = (typeof EXPRESSION_CLASSES)[number];

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** A path inside the pack: no absolute paths, no `..`, no scheme. */
const packPath = z.string().regex(/^(?!.*\.\.)[A-Za-z0-9_][A-Za-z0-9_./-]*$/);

const file = z.strictObject({ path: packPath, bytes: z.int().positive(), sha256 });

const tensorSpec = z.strictObject({
  name: z.string(),
  type: z.enum(['float32', 'float16', 'int64', 'int32']),
  /** Symbolic dimensions are strings ("batch"). */
  shape: z.array(z.union([z.int().positive(), z.string()])),
});

const graph = z.strictObject({
  file,
  /** Weight files the graph names as external data. Several graphs may name the same one. */
  externalData: z.array(file),
  inputs: z.array(tensorSpec).min(1),
  outputs: z.array(tensorSpec).min(1),
});

const actionUnit = z.strictObject({
  /** "AU12" */
  id: z.string().regex(/^AU[0-9]{1,2}$/),
  name: z.string(),
  group: z.enum(['upper face', 'lower face', 'lips and jaw', 'head', 'gaze']),
  /** Column(s) of the AU vector: one, or left and right (the person's own sides). */
  columns: z.union([
    z.strictObject({ both: z.int().nonnegative() }),
    z.strictObject({ left: z.int().nonnegative(), right: z.int().nonnegative() }),
  ]),
  /** Trained range of the intensity, in 0–1. */
  range: z.tuple([z.number(), z.number()]),
});

const voter = z.strictObject({
  /** Graph that votes: "feranno" or "second_opinion". */
  graph: z.enum(['feranno', 'second_opinion']),
  label: z.string().max(200),
  /** logits are divided by this before the softmax (fitted on held-out renders). */
  temperature: z.number().positive(),
  /** Weight of this voter's probability for each class, in class order. */
  classWeights: z.array(z.number().nonnegative()).length(EXPRESSION_CLASSES.length),
});

const student = z.strictObject({
  /** DDIM steps it was taught to take. */
  steps: z.int().positive(),
  /** Scale of classifier-free guidance, with an empty negative prompt, that its prediction has built in. */
  textGuidance: z.number(),
});

export const packManifestSchema = z.strictObject({
  format: z.literal('synfer-pack'),
  formatVersion: z.literal([1, 2, 3, PACK_FORMAT_VERSION]),
  id: z.string().max(PACK_ID_MAX_CHARACTERS).regex(/^[a-z0-9][a-z0-9-]*$/),
  name: z.string(),
  description: z.string(),
  version: z.string(),
  licence: z.strictObject({
    weights: z.string(),
    notices: z.array(z.strictObject({ name: z.string(), licence: z.string(), text: z.string() })),
  }),
  image: z.strictObject({ width: z.int().positive(), height: z.int().positive() }),
  latent: z.strictObject({
    channels: z.int().positive(),
    height: z.int().positive(),
    width: z.int().positive(),
  }),
  schedule: z.strictObject({
    numTrainTimesteps: z.int().positive(),
    /** As diffusers' `beta_schedule`. */
    betaSchedule: z.enum(['linear', 'scaled_linear', 'squaredcos_cap_v2']),
    betaStart: z.number(),
    betaEnd: z.number(),
    timestepSpacing: z.enum(['leading', 'trailing', 'linspace']),
  }),
  predictionType: z.enum(['sample', 'epsilon', 'v_prediction']),
  /** Share of the contrast added by classifier-free guidance that is taken back, as diffusers' `guidance_rescale`; absent: none. */
  guidanceRescale: z.number().min(0).max(1).optional(),
  tokenizer: z.strictObject({ file, config: file, maxLength: z.int().positive() }),
  /** Every word the text encoder was trained on, with its kind ("expression", "hair", …). */
  words: z.record(z.string(), z.string()),
  classes: z.array(z.enum(EXPRESSION_CLASSES)).length(EXPRESSION_CLASSES.length),
  /** Words put in front of the prompt when an expression is requested, per class. */
  classPrompts: z.record(z.enum(EXPRESSION_CLASSES), z.string()),
  actionUnits: z.array(actionUnit),
  /** Length of the AU vector. */
  auColumns: z.int().positive(),
  graphs: z.strictObject({
    text_encoder: graph,
    denoiser: graph,
    student: graph.optional(),
    guidance: graph.optional(),
    decoder: graph,
    preview: graph.optional(),
    encoder: graph.optional(),
    feranno: graph.optional(),
    second_opinion: graph.optional(),
  }),
  /** Facts about the graph of this name: there are both or neither. */
  student: student.optional(),
  voters: z.array(voter),
  defaults: z.strictObject({
    steps: z.int().positive(),
    sampler: z.enum(['ddim', 'dpmsolver++']),
    textGuidance: z.number(),
    auStrength: z.number(),
    semanticGuidance: z.strictObject({
      strength: z.number(),
      start: z.number().min(0).max(1),
      end: z.number().min(0).max(1),
      iterations: z.int().positive(),
    }),
  }),
});

export type PackManifest = z.infer<typeof packManifestSchema>;
export type PackActionUnit = PackManifest['actionUnits'][number];
export type PackStudent = z.infer<typeof student>;
export type PackFile = z.infer<typeof file>;
export type GraphName = keyof PackManifest['graphs'];
