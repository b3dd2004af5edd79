import type { PackManifest } from '../../../src/domain/packs/manifest';

export type PredictionType = PackManifest['predictionType'];

const { fround } = Math;

/**
 * The network's prediction at x_t → x̂0, float32. `alpha` = √ᾱ_t, `sigma` = √(1−ᾱ_t).
 * sample: the prediction itself. epsilon: (x_t − σ·ε)/α. v: α·x_t − σ·v (Salimans & Ho 2022).
 */
export function toSample(type: PredictionType, latent: Float32Array, prediction: Float32Array, alpha: number, sigma: number): Float32Array {
  switch (type) {
    case 'sample':
      return prediction;
    case 'epsilon':
      return combine(latent, prediction, (x, epsilon) => fround(x - fround(sigma * epsilon)) / alpha);
    case 'v_prediction':
      return combine(latent, prediction, (x, v) => fround(alpha * x) - fround(sigma * v));
  }
}

/** The network's prediction at x_t → ε̂, float32; `sample` is its x̂0. */
export function toEpsilon(type: PredictionType, latent: Float32Array, prediction: Float32Array, sample: Float32Array, alpha: number, sigma: number): Float32Array {
  switch (type) {
    case 'epsilon':
      return prediction;
    case 'sample':
      return combine(latent, sample, (x, x0) => fround(x - fround(alpha * x0)) / sigma);
    case 'v_prediction':
      return combine(latent, prediction, (x, v) => fround(alpha * v) + fround(sigma * x));
  }
}

/** Value by value, rounded to float32. */
export function combine(a: Float32Array, b: Float32Array, formula: (a: number, b: number) => number): Float32Array {
  return a.map((value, i) => formula(value, b[i] ?? 0));
}
