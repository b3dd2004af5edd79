import { combine, toSample } from './prediction';
import type { PredictionType } from './prediction';
import type { Sampler } from './sampler';
import { alphasCumprod, noiseOverSignal, roundHalfEven, trailingTimesteps } from './schedule';
import type { ScheduleConfig } from './schedule';

const { exp, fround, log, sqrt } = Math;

/** A noise level as DPM-Solver writes it: α, σ and λ = ln α − ln σ. */
interface Level {
  readonly alpha: number;
  readonly sigma: number;
  readonly lambda: number;
}

/**
 * DPM-Solver++(2M) (Lu et al. 2022, algorithm 2), equal to diffusers' DPMSolverMultistepScheduler with
 * `algorithm_type="dpmsolver++"`, `solver_order=2`, midpoint, `final_sigmas_type="zero"`, no Karras sigmas: the first
 * step and the last are of first order.
 */
export function dpmSolver(schedule: ScheduleConfig, predictionType: PredictionType, steps: number): Sampler {
  const alphas = alphasCumprod(schedule);
  const timesteps = dpmTimesteps(schedule, steps);
  // k-sigma: noise over signal; 0 at the end.
  const levels = [...timesteps.map((t) => noiseOverSignal(alphas[t] ?? 1)), 0].map(levelOf);
  return {
    timesteps,
    step(index, latent, prediction, before) {
      const [now, next] = [levels[index] ?? levelOf(0), levels[index + 1] ?? levelOf(0)];
      const sample = toSample(predictionType, latent, prediction, now.alpha, now.sigma);
      const ratio = fround(next.sigma / now.sigma);
      const weight = fround(-next.alpha * (exp(-(next.lambda - now.lambda)) - 1));
      const slope = before === null || index === timesteps.length - 1 ? null : secondOrder(levels, index, sample, before);
      const stepped = combine(latent, sample, (x, x0) => fround(ratio * x) + fround(weight * x0));
      return { latent: slope === null ? stepped : combine(stepped, slope, (x, d) => x + fround(0.5 * weight * d)), sample };
    },
  };
}

/** D1 = (m0 − m1)/r0, the change of x̂0 a unit of λ-step. */
function secondOrder(levels: readonly Level[], index: number, sample: Float32Array, before: Float32Array): Float32Array {
  const lambda = (i: number) => levels[i]?.lambda ?? 0;
  const r0 = (lambda(index) - lambda(index - 1)) / (lambda(index + 1) - lambda(index));
  return combine(sample, before, (m0, m1) => fround(m0 - m1) / r0);
}

function levelOf(kSigma: number): Level {
  const alpha = fround(1 / sqrt(kSigma * kSigma + 1));
  const sigma = fround(kSigma * alpha);
  return { alpha, sigma, lambda: log(alpha) - log(sigma) };
}

function dpmTimesteps({ numTrainTimesteps: train, timestepSpacing, stepsOffset = 0 }: ScheduleConfig, steps: number): number[] {
  switch (timestepSpacing) {
    case 'trailing':
      return trailingTimesteps(steps, train);
    case 'leading': {
      const ratio = Math.floor(train / (steps + 1));
      return Array.from({ length: steps }, (_, i) => (steps - i) * ratio + stepsOffset);
    }
    case 'linspace':
      return Array.from({ length: steps }, (_, i) => roundHalfEven((steps - i) * ((train - 1) / steps)));
  }
}
