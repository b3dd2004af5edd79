/** One way down the noise schedule. It remembers nothing: what a step needs of the one before is handed to it. */
export interface Sampler {
  /** Timesteps from noise to image. */
  readonly timesteps: readonly number[];
  /** What the noise is multiplied by to be the first latent; absent: 1. */
  readonly initialScale?: number;
  /**
   * Step `index` (of `timesteps`): the latent x_t and the network's prediction there → the next latent, and x̂0.
   * @param before x̂0 of step `index` − 1; null where that was not taken (layout initialisation starts part of the way down)
   */
  step(index: number, latent: Float32Array, prediction: Float32Array, before: Float32Array | null): { readonly latent: Float32Array; readonly sample: Float32Array };
}
