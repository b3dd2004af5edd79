import { z } from 'zod';
import { EXPRESSION_CLASSES } from '../packs/manifest';
import { pixelsSchema, type Pixels } from './pixels';

/** x̂0 of a step, from which a decoder draws its picture. */
export const latentSchema = z.object({
  /** Names the latent space by a SHA-256: only a pack with the same one may draw it. */
  space: z.string().max(64),
  /** [C,h,w] */
  values: z.custom<Float32Array>((value) => value instanceof Float32Array),
});

/** What is said of a step in numbers. */
export const stepFiguresSchema = z.object({
  /** 0-based index of the step, and how many there are. */
  step: z.int().min(0),
  steps: z.int().min(1),
  timestep: z.number(),
  /** Root mean square of the latent after the step. */
  latentNorm: z.number(),
  /** Present on guided steps: the guide's loss and class probabilities before the update, and ‖∇‖₂. */
  guide: z
    .object({ loss: z.number(), gradientNorm: z.number(), probabilities: z.array(z.number()).length(EXPRESSION_CLASSES.length).readonly() })
    .readonly()
    .nullable(),
  milliseconds: z.number().min(0),
});

/** One denoising step, sent as soon as it is done. */
export const stepSchema = stepFiguresSchema.extend({
  /** x̂0 as the pack's preview graph draws it: the right colours, softer and smaller than a picture. */
  preview: pixelsSchema,
  latent: latentSchema,
});

export type Latent = Readonly<z.infer<typeof latentSchema>>;
export type StepFigures = Readonly<z.infer<typeof stepFiguresSchema>>;
export type StepEvent = Readonly<z.infer<typeof stepSchema>>;

/** How much of a latent is drawn: what a step shows as it comes, or what the decoder makes of it. */
export type Detail = 'preview' | 'full';

/** A step looked at again: it was kept by its latent, a twentieth of a picture's size, or, by an earlier version of the studio, by its picture. */
export type PastStep = StepFigures & ({ readonly latent: Latent; readonly preview?: Pixels | undefined } | { readonly preview: Pixels; readonly latent?: undefined });

/** A step as it is kept: what can be drawn again from its latent is not. */
export function keptStep(step: PastStep): PastStep {
  if (!step.latent) return step;
  const { preview: _, ...kept } = step;
  return kept;
}
