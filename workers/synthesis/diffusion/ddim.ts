import { combine, toEpsilon, toSample } from './prediction';
import type { PredictionType } from './prediction';
import type { Sampler } from './sampler';
import { alphasCumprod, roundHalfEven, trailingTimesteps } from './schedule';
import type { ScheduleConfig } from './schedule';

const { fround, sqrt } = Math;

/**
 * DDIM with η = 0 (Song et al. 2021, eq. 12), equal to diffusers' DDIMScheduler with `clip_sample=False`:
 * as there, a step goes down by ⌊T/steps⌋ whatever the next timestep is.
 */
export function ddim(schedule: ScheduleConfig, predictionType: PredictionType, steps: number): Sampler {
  const train = schedule.numTrainTimesteps;
  const alphas = alphasCumprod(schedule);
  const timesteps = ddimTimesteps(schedule, steps);
  const stride = Math.floor(train / steps);
  const last = schedule.setAlphaToOne === false ? (alphas[0] ?? 1) : 1;
  return {
    timesteps,
    step(index, latent, prediction) {
      const t = timesteps[index] ?? 0;
      const now = alphas[t] ?? 1;
      const next = t - stride >= 0 ? (alphas[t - stride] ?? 1) : last;
      const [alpha, sigma] = [fround(sqrt(now)), fround(sqrt(fround(1 - now)))];
      const sample = toSample(predictionType, latent, prediction, alpha, sigma);
      const epsilon = toEpsilon(predictionType, latent, prediction, sample, alpha, sigma);
      const [nextAlpha, nextSigma] = [fround(sqrt(next)), fround(sqrt(fround(1 - next)))];
      return { latent: combine(sample, epsilon, (x0, e) => fround(nextAlpha * x0) + fround(nextSigma * e)), sample };
    },
  };
}

function ddimTimesteps({ numTrainTimesteps: train, timestepSpacing, stepsOffset = 0 }: ScheduleConfig, steps: number): number[] {
  switch (timestepSpacing) {
    case 'trailing':
      return trailingTimesteps(steps, train);
    case 'leading': {
      const ratio = Math.floor(train / steps);
      return Array.from({ length: steps }, (_, i) => (steps - 1 - i) * ratio + stepsOffset);
    }
    case 'linspace':
      return Array.from({ length: steps }, (_, i) => (steps === 1 ? 0 : roundHalfEven((steps - 1 - i) * ((train - 1) / (steps - 1)))));
  }
}
