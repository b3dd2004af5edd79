import type { Recipe } from '../../../src/domain/recipe/recipe';

/** What steers one branch of a prediction. */
export interface Condition {
  /** Text embedding [T,D] */
  readonly text: Float32Array;
  /** [N], 0–1; empty where the model takes no AUs */
  readonly au: Float32Array;
  /** λ_AU; 0 removes the AU branch */
  readonly auScale: number;
}

/** Predictions at one latent [C,h,w] and timestep for one or more conditions; [C,h,w] each. */
export interface Predictor {
  denoise(latent: Float32Array, timestep: number, conditions: readonly Condition[]): Promise<Float32Array[]>;
}

/** One evaluation of a guide. */
export interface Guidance {
  readonly loss: number;
  /** [K] */
  readonly probabilities: Float32Array;
  /** ∂loss/∂text [T,D] */
  readonly gradient: Float32Array;
}

/** The guide's opinion of x̂0 at a latent, and its gradient with respect to the text. `target` [K] sums to 1. */
export interface Guide {
  guide(latent: Float32Array, timestep: number, condition: Condition, alphaBar: number, target: Float32Array): Promise<Guidance>;
}

/** All in which one kind of model differs from another. Whoever has a family needs not ask which. */
export interface Family extends Guide {
  /** @param au the AU vector asked for; null where the text alone leads */
  condition(text: Float32Array, au: Float32Array | null, auStrength: number): Condition;
  /** The branch that classifier-free guidance moves away from. `text` is the negative prompt's. */
  unconditional(text: Float32Array, condition: Condition): Condition;
  /** What denoises for a sampler. @throws SynthesisError `pack-missing-graph` when it is used and is not there */
  predictor(sampler: Recipe['sampler']): Predictor;
  /** x̂0 [C,h,w] → picture [3,height,width], about −1…1, to be shown while the face is made. */
  preview(sample: Float32Array): Promise<Picture>;
}

/** Planes [3,height,width], about −1…1. */
export interface Picture {
  readonly image: Float32Array;
  readonly width: number;
  readonly height: number;
}
