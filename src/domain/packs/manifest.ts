import { z } from 'zod';
import { PACK_ID_MAX_CHARACTERS } from '../recipe/limits';

/**
 * `pack.json`: what a model pack holds and how its graphs are called.
 * Documented for people in docs/pack-format.md. The worker validates it before it opens any graph.
 * Version 2 added the student, version 3 `guidanceRescale`, version 4 the preview, families of models and all that a diffusers checkpoint
 * needs said. A pack that says no family is of "synfer".
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
  /** What the studio calls it ("latent"), where the graph calls it otherwise ("sample"). Absent: the name is the role. */
  role: z.string().optional(),
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

const column = z.int().nonnegative();

export const actionUnitSchema = z.strictObject({
  /** "AU12" */
  id: z.string().regex(/^AU[0-9]{1,2}$/),
  name: z.string(),
  group: z.enum(['upper face', 'lower face', 'lips and jaw', 'head', 'gaze']),
  /** Columns of the AU vector: for both sides together, for the person's own left and right, or for all three. */
  columns: z
    .strictObject({ both: column.optional(), left: column.optional(), right: column.optional() })
    .refine((columns) => Object.keys(columns).length > 0, { message: 'a unit needs at least one column' }),
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

/** What packs of all families say. */
const common = z.strictObject({
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
    /** Added to the timesteps of "leading", as diffusers' `steps_offset`; absent: 0. */
    stepsOffset: z.int().nonnegative().optional(),
    /** Whether DDIM ends at ᾱ = 1 or at that of timestep 0, as diffusers' `set_alpha_to_one`; absent: true. */
    setAlphaToOne: z.boolean().optional(),
    /** Whether the last timestep is all noise, as diffusers' `rescale_betas_zero_snr`; absent: false. */
    rescaleBetasZeroSnr: z.boolean().optional(),
  }),
  predictionType: z.enum(['sample', 'epsilon', 'v_prediction']),
  /** Share of the contrast added by classifier-free guidance that is taken back, as diffusers' `guidance_rescale`; absent: none. */
  guidanceRescale: z.number().min(0).max(1).optional(),
  /**
   * AU side of the branch that classifier-free guidance moves away from: λ_AU = 0, or all units at 0 with the same λ_AU as the
   * other branch (as FineFace and IP-Adapters pair them); "text" where the model takes no AUs.
   */
  unconditional: z.enum(['au-off', 'au-zeros', 'text']),
  /** What the denoiser computes in, whatever its inputs are; absent: float32. */
  arithmetic: z.enum(['float32', 'float16']).optional(),
  tokenizer: z.strictObject({ kind: z.enum(['byte-pair', 'clip']).optional(), file, config: file, maxLength: z.int().positive() }),
  /** Every word the text encoder was trained on, with its kind ("expression", "hair", …). None: it knows any word. */
  words: z.record(z.string(), z.string()),
  classes: z.array(z.enum(EXPRESSION_CLASSES)).length(EXPRESSION_CLASSES.length),
  /** Words put in front of the prompt when an expression is requested, per class. */
  classPrompts: z.record(z.enum(EXPRESSION_CLASSES), z.string()),
  /** None where the model takes no AUs. */
  actionUnits: z.array(actionUnitSchema),
  /** Length of the AU vector; 0 where the model takes none. */
  auColumns: z.int().nonnegative(),
  /** What the graphs take for intensity 1 (FACS E) of a recipe: 5 where they learned from 0–5; absent: 1. */
  auMaximum: z.number().positive().optional(),
  /** What this pack does otherwise than the model it was made of, a sentence each. */
  remarks: z.array(z.string().max(1000)).max(50).optional(),
  /** The classifier inside the guidance graph, where it is a recogniser of its own, by the SHA-256 of its file: it must not grade what it steered. */
  guide: z.strictObject({ name: z.string().max(200), sha256 }).optional(),
  /** None where nothing in the pack labels faces. */
  voters: z.array(voter),
  defaults: z.strictObject({
    steps: z.int().positive(),
    sampler: z.enum(['ddim', 'dpmsolver++', 'euler']),
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

/** Graphs that any family may have; those without `optional` it must have. */
const commonGraphs = z.strictObject({
  text_encoder: graph,
  denoiser: graph,
  decoder: graph,
  encoder: graph.optional(),
  /** A small decoder for what is shown while a face is made; absent: the decoder shows it. */
  preview: graph.optional(),
  guidance: graph.optional(),
  second_opinion: graph.optional(),
});

/** The model of the paper: a text encoder of its own words, decoupled AU attention, FERAnno on latents, perhaps a student. */
const synfer = common.extend({
  family: z.literal('synfer'),
  graphs: commonGraphs.extend({ student: graph.optional(), feranno: graph.optional() }),
  /** Facts about the graph of this name: there are both or neither. */
  student: student.optional(),
});

/** A Stable Diffusion checkpoint (CLIP's text, latents of its VAE), alone or with an AU adapter inside its denoiser. */
const stableDiffusion = common.extend({
  family: z.literal('stable-diffusion'),
  graphs: commonGraphs.extend({ student: z.undefined().optional(), feranno: z.undefined().optional() }),
  student: z.undefined().optional(),
});

/** The first packs knew one family, whose unconditional branch is without AUs. */
function withFamily(value: unknown): unknown {
  const silent = z.looseObject({ family: z.undefined().optional() }).safeParse(value);
  return silent.success ? { unconditional: 'au-off', ...silent.data, family: 'synfer' } : value;
}

export const packManifestSchema = z.preprocess(withFamily, z.discriminatedUnion('family', [synfer, stableDiffusion]));

export type PackManifest = z.infer<typeof packManifestSchema>;
export type SynferManifest = z.infer<typeof synfer>;
export type StableDiffusionManifest = z.infer<typeof stableDiffusion>;
export type GraphSpec = z.infer<typeof graph>;
export type TensorSpec = z.infer<typeof tensorSpec>;
export type AuColumns = PackActionUnit['columns'];
export type PackActionUnit = PackManifest['actionUnits'][number];
export type PackStudent = z.infer<typeof student>;
export type PackFile = z.infer<typeof file>;
export type GraphName = keyof PackManifest['graphs'];
