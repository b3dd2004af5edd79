import type { Sampler as SamplerName } from '../../../src/domain/recipe/recipe';
import { ddim } from './ddim';
import { dpmSolver } from './dpmSolver';
import type { PredictionType } from './prediction';
import type { ScheduleConfig } from './schedule';

/** One way down the noise schedule. Keeps the history of one run: make a new one for each. */
export interface Sampler {
  /** Timesteps from noise to image. */
  readonly timesteps: readonly number[];
  /**
   * Step `index` (of `timesteps`): the latent x_t and the network's prediction there → the next latent, and x̂0.
   * Steps are taken in order; the first may be any (layout initialisation starts part of the way down).
   */
  step(index: number, latent: Float32Array, prediction: Float32Array): { readonly latent: Float32Array; readonly sample: Float32Array };
}

/** The sampler of this name over the pack's schedule. */
export function createSampler(name: SamplerName, schedule: ScheduleConfig, predictionType: PredictionType, steps: number): Sampler {
  return name === 'ddim' ? ddim(schedule, predictionType, steps) : dpmSolver(schedule, predictionType, steps);
}
