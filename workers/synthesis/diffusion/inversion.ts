import { hearCancel } from '../cancel';
import type { Condition, Predictor } from '../families/family';
import { checkNumbers } from './denoise';
import { combine, toEpsilon, toSample } from './prediction';
import type { PredictionType } from './prediction';

/** Steps that are denoised anew for a layout strength 0–1: that share of the schedule, to the nearest step. */
export function stepsDenoisedAnew(strength: number, steps: number): number {
  return Math.round(Math.min(Math.max(strength, 0), 1) * steps);
}

export interface InversionOptions {
  readonly networks: Predictor;
  readonly predictionType: PredictionType;
  readonly alphasCumprod: Float32Array;
  /** Timesteps to rise through, lowest first; the result is at the last. */
  readonly timesteps: readonly number[];
  /** The encoded picture [C,h,w]. */
  readonly latent: Float32Array;
  /** Standard normal [C,h,w]: the noise of the lowest level. */
  readonly noise: Float32Array;
  /** The empty prompt without AUs: the inversion takes no side. */
  readonly condition: Condition;
  readonly signal?: AbortSignal | undefined;
}

/**
 * DDIM inversion (Song et al. 2021; SynFER's layout initialisation): the deterministic sampler run backwards, from a
 * picture's latent up to a noise level from which denoising gives a face of the same layout.
 *
 * The first rise, from the clean latent to the lowest timestep, has no inverse (its sampler step returns x̂0 whatever
 * the noise was), and at so little noise ε̂ = (x − α·x̂0)/σ would be the network's error blown up. There the recipe's
 * own noise is used; all further rises use the network's ε̂ at the level the latent is on.
 * @throws SynthesisError `cancelled`, `numerical`
 */
export async function invert(options: InversionOptions): Promise<Float32Array> {
  const { networks, predictionType, alphasCumprod, timesteps, noise, condition, signal } = options;
  const level = (t: number) => ({ alpha: Math.sqrt(alphasCumprod[Math.round(t)] ?? 1), sigma: Math.sqrt(1 - (alphasCumprod[Math.round(t)] ?? 1)) });
  const mix = (sample: Float32Array, epsilon: Float32Array, t: number) => combine(sample, epsilon, (x0, e) => level(t).alpha * x0 + level(t).sigma * e);
  const [lowest = 0] = timesteps;
  let latent = mix(options.latent, noise, lowest);
  for (let i = 0; i + 1 < timesteps.length; i++) {
    await hearCancel(signal);
    const [from = 0, to = 0] = [timesteps[i], timesteps[i + 1]];
    const { alpha, sigma } = level(from);
    const [prediction] = await networks.denoise(latent, from, [condition]);
    if (prediction === undefined) throw new Error('The denoiser gave no prediction.');
    const sample = toSample(predictionType, latent, prediction, alpha, sigma);
    latent = mix(sample, toEpsilon(predictionType, latent, prediction, sample, alpha, sigma), to);
    checkNumbers(latent, `the inversion of the layout picture (timestep ${String(to)})`);
  }
  return latent;
}
