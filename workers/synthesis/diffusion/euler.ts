import { combine, toEpsilon, toSample } from './prediction';
import type { PredictionType } from './prediction';
import type { Sampler } from './sampler';
import { alphasCumprod, noiseOverSignal, trailingTimesteps } from './schedule';
import type { ScheduleConfig } from './schedule';

const { fround, sqrt } = Math;

/**
 * Euler's method on the probability flow (Karras et al. 2022, algorithm 1 without churn), equal to diffusers' EulerDiscreteScheduler
 * with `interpolation_type="linear"`, `final_sigmas_type="zero"`. That one keeps x_t/α; here latents are x_t as with the other samplers.
 */
export function euler(schedule: ScheduleConfig, predictionType: PredictionType, steps: number): Sampler {
  const timesteps = eulerTimesteps(schedule, steps);
  const alphas = alphasCumprod(schedule);
  const sigmas = [...timesteps.map((t) => between(alphas, t)), 0];
  const level = (index: number) => {
    const sigma = sigmas[index] ?? 0;
    const alpha = 1 / sqrt(sigma * sigma + 1);
    return { alpha: fround(alpha), sigma: fround(sigma * alpha) };
  };
  return {
    timesteps,
    // diffusers begins with noise · σ_max for these spacings, with noise · √(σ_max² + 1) for "leading".
    initialScale: schedule.timestepSpacing === 'leading' ? 1 : level(0).sigma,
    step(index, latent, prediction) {
      const [now, next] = [level(index), level(index + 1)];
      const sample = toSample(predictionType, latent, prediction, now.alpha, now.sigma);
      const epsilon = toEpsilon(predictionType, latent, prediction, sample, now.alpha, now.sigma);
      return { latent: combine(sample, epsilon, (x0, e) => fround(next.alpha * x0) + fround(next.sigma * e)), sample };
    },
  };
}

/** Noise over signal at a timestep that may lie between two. */
function between(alphas: Float32Array, timestep: number): number {
  const low = Math.floor(timestep);
  const [from, to] = [noiseOverSignal(alphas[low] ?? 1), noiseOverSignal(alphas[Math.min(low + 1, alphas.length - 1)] ?? 1)];
  return from + (timestep - low) * (to - from);
}

function eulerTimesteps({ numTrainTimesteps: train, timestepSpacing, stepsOffset = 0 }: ScheduleConfig, steps: number): number[] {
  switch (timestepSpacing) {
    case 'trailing':
      return trailingTimesteps(steps, train);
    case 'leading':
      return Array.from({ length: steps }, (_, i) => (steps - 1 - i) * Math.floor(train / steps) + stepsOffset);
    case 'linspace':
      return Array.from({ length: steps }, (_, i) => fround(steps === 1 ? 0 : ((steps - 1 - i) * (train - 1)) / (steps - 1)));
  }
}
