import type { PackManifest } from '../../../src/domain/packs/manifest';

export type ScheduleConfig = PackManifest['schedule'];
export type TimestepSpacing = ScheduleConfig['timestepSpacing'];

/** Largest β of the cosine schedule (diffusers' `max_beta`). */
const MAX_BETA = 0.999;
const { fround } = Math;

/**
 * β_t for t = 0 … T−1, float32, as diffusers makes them. `squaredcos_cap_v2` is the cosine schedule of
 * Nichol & Dhariwal (2021, eq. 17) and ignores betaStart and betaEnd.
 */
export function betas({ betaSchedule, betaStart, betaEnd, numTrainTimesteps: steps }: ScheduleConfig): Float32Array {
  switch (betaSchedule) {
    case 'linear':
      return linspace32(betaStart, betaEnd, steps);
    case 'scaled_linear':
      return linspace32(Math.sqrt(betaStart), Math.sqrt(betaEnd), steps).map((root) => root * root);
    case 'squaredcos_cap_v2': {
      const alphaBar = (t: number) => Math.cos((((t + 0.008) / 1.008) * Math.PI) / 2) ** 2;
      return Float32Array.from({ length: steps }, (_, i) => Math.min(1 - alphaBar((i + 1) / steps) / alphaBar(i / steps), MAX_BETA));
    }
  }
}

/** ᾱ_t = ∏(1−β) for t = 0 … T−1, float32; the product runs in double precision, as torch.cumprod does on the CPU. */
export function alphasCumprod(config: ScheduleConfig): Float32Array {
  let product = 1;
  const alphas = betas(config).map((beta) => (product *= fround(1 - beta)));
  return config.rescaleBetasZeroSnr === true ? zeroTerminalSnr(alphas) : alphas;
}

/** √ᾱ shifted and scaled so that the last timestep is all noise (Lin et al. 2023, algorithm 1). */
function zeroTerminalSnr(alphas: Float32Array): Float32Array {
  const roots = alphas.map(Math.sqrt);
  const [first, last] = [roots[0] ?? 1, roots.at(-1) ?? 0];
  return roots.map((root) => (fround(root - last) * fround(first / fround(first - last))) ** 2);
}

/** What samplers by σ = √((1−ᾱ)/ᾱ) take for an ᾱ of 0, as diffusers does. */
const LEAST_ALPHA = 2 ** -24;

/** Noise over signal at a timestep, float32. */
export function noiseOverSignal(alpha: number): number {
  const bounded = alpha === 0 ? LEAST_ALPHA : alpha;
  return fround(Math.sqrt((1 - bounded) / bounded));
}

/** torch.linspace in float32: from both ends towards the middle. */
function linspace32(start: number, end: number, steps: number): Float32Array {
  const [from, to] = [fround(start), fround(end)];
  const step = fround(fround(to - from) / (steps - 1));
  return Float32Array.from({ length: steps }, (_, i) => (i < steps / 2 ? from + fround(step * i) : to - fround(step * (steps - 1 - i))));
}

/** Round half to even, as numpy does. */
export function roundHalfEven(value: number): number {
  const rounded = Math.round(value);
  return rounded - value === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}

/**
 * Timesteps "trailing" (Lin et al. 2023, table 2): T−1 first, the rest evenly spaced. Where numpy's arange gives one
 * value too many by rounding (61, 103, 121 and 122 steps of 1000, where diffusers then runs a timestep of −1), it is left out.
 */
export function trailingTimesteps(steps: number, trainTimesteps: number): number[] {
  const ratio = trainTimesteps / steps;
  // numpy's arange multiplies the difference of its first two values.
  const delta = trainTimesteps - ratio - trainTimesteps;
  return Array.from({ length: steps }, (_, i) => roundHalfEven(trainTimesteps + i * delta) - 1);
}
