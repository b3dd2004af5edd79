import { hearCancel } from '../cancel';
import { SynthesisError, throwIfCancelled } from '../errors';
import type { Condition, Predictor } from '../families/family';
import type { StepEvent } from '../../../src/domain/face/step';
import { classifierFreeGuidance } from './guidance';
import type { SemanticGuide } from './guidance';
import type { Sampler } from './sampler';

/** A denoising step that is done, with all that the next one depends on. */
export interface DenoisedStep {
  /** Index among the sampler's timesteps. */
  readonly index: number;
  readonly timestep: number;
  /** The latent after the step [C,h,w]. */
  readonly latent: Float32Array;
  /** x̂0 [C,h,w] */
  readonly sample: Float32Array;
  /** With the text as the guide has moved it by now. */
  readonly condition: Condition;
  readonly guide: StepEvent['guide'];
}

export interface DenoiseOptions {
  readonly networks: Predictor;
  readonly sampler: Sampler;
  /** First step to take; later than 0 where a layout or a fork gives the start. */
  readonly start: number;
  /** Index after that of the last step to take. */
  readonly end: number;
  /** [C,h,w] at the noise level of `start`. */
  readonly latent: Float32Array;
  /** x̂0 [C,h,w] of the step before `start`; null where there was none. */
  readonly sample: Float32Array | null;
  readonly condition: Condition;
  /** Unconditional side of classifier-free guidance. */
  readonly negative: Condition;
  /** Scale of classifier-free guidance; 1 skips the unconditional side. */
  readonly textGuidance: number;
  /** The pack's: share of the contrast added by classifier-free guidance that is taken back, 0…1. */
  readonly guidanceRescale: number;
  readonly semanticGuide: SemanticGuide | null;
  /** Awaited before the next step. */
  readonly onStep: (step: DenoisedStep) => Promise<void> | void;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Denoise from step `start` up to `end`; returns the latent [C,h,w] there.
 * Between steps, and between the guide's, a cancel is heard.
 * @throws SynthesisError `cancelled`; `numerical` where a latent is not finite or all zero
 */
export async function denoise(options: DenoiseOptions): Promise<Float32Array> {
  const { networks, sampler, negative, textGuidance, guidanceRescale, semanticGuide, onStep, signal } = options;
  let { latent, sample, condition } = options;
  for (let index = options.start; index < options.end; index++) {
    await hearCancel(signal);
    const timestep = sampler.timesteps[index] ?? 0;
    const guided = (await semanticGuide?.guide(index, timestep, latent, condition, signal)) ?? null;
    condition = guided?.condition ?? condition;
    const [conditional, unconditional] = await networks.denoise(latent, timestep, textGuidance === 1 ? [condition] : [condition, negative]);
    if (conditional === undefined) throw new Error('The denoiser gave no prediction.');
    const prediction = unconditional === undefined ? conditional : classifierFreeGuidance(conditional, unconditional, textGuidance, guidanceRescale);
    const stepped = sampler.step(index, latent, prediction, sample);
    checkNumbers(stepped.latent, `step ${String(index + 1)}`);
    ({ latent, sample } = stepped);
    await onStep({ index, timestep, ...stepped, condition, guide: guided?.report ?? null });
  }
  throwIfCancelled(signal);
  return latent;
}

/**
 * A lost graphics device answers with zeros, and half precision overflows to NaN: neither may be shown or labelled.
 * @throws SynthesisError `numerical`
 */
export function checkNumbers(values: Float32Array, where: string): void {
  let sum = 0;
  for (const value of values) sum += Math.abs(value);
  if (sum > 0 && Number.isFinite(sum)) return;
  const what = sum === 0 ? 'only zeros' : 'numbers that are not finite';
  throw new SynthesisError('numerical', `The engine computed ${what} at ${where}, so the face was dropped. Lower the text guidance or the semantic guidance, or switch to the WASM backend (?backend=wasm).`);
}

/** Root mean square. */
export function rootMeanSquare(values: Float32Array): number {
  let sum = 0;
  for (const value of values) sum += value * value;
  return Math.sqrt(sum / Math.max(values.length, 1));
}
