import { z } from 'zod';
import { EXPRESSION_CLASSES } from '../packs/manifest';
import { pixelsSchema } from './pixels';

/** One denoising step, sent as soon as it is done. */
export const stepSchema = z.object({
  /** 0-based index of the step, and how many there are. */
  step: z.int().min(0),
  steps: z.int().min(1),
  timestep: z.number(),
  /** x̂0 decoded. */
  preview: pixelsSchema,
  /** Root mean square of the latent after the step. */
  latentNorm: z.number(),
  /** Present on guided steps: the guide's loss and class probabilities before the update, and ‖∇‖₂. */
  guide: z
    .object({ loss: z.number(), gradientNorm: z.number(), probabilities: z.array(z.number()).length(EXPRESSION_CLASSES.length).readonly() })
    .readonly()
    .nullable(),
  milliseconds: z.number().min(0),
});

export type StepEvent = Readonly<z.infer<typeof stepSchema>>;
