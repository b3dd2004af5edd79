import type { Pixels } from '../../src/domain/face/pixels';
import type { StepEvent } from '../../src/domain/face/step';
import type { DenoisedStep } from './diffusion/denoise';

export interface GenerateOptions {
  /** The picture the recipe's layout names; null where it names none. */
  readonly layout: Pixels | null;
  /** Called after each step with its preview; null saves the drawing of previews. */
  readonly onStep: ((event: StepEvent) => void) | null;
  /** Called after each step with the raw latents, before the preview is made. For tests and reports. */
  readonly onLatent?: (step: DenoisedStep) => void;
  readonly signal?: AbortSignal;
}
