import type { Recipe } from '../../../src/domain/recipe/recipe';
import { hearCancel } from '../cancel';
import type { Condition, Guide } from '../families/family';
import type { StepEvent } from '../../../src/domain/face/step';
import { combine } from './prediction';

/** Smallest gradient norm that is divided by. */
const LEAST_NORM = 1e-12;

/**
 * Classifier-free guidance (Ho & Salimans 2022): unconditional + scale · (conditional − unconditional). It adds contrast, until pale
 * skin is white: the share `rescale` of 0…1 brings the deviation back towards the conditional's (Lin et al. 2023, section 3.4).
 */
export function classifierFreeGuidance(conditional: Float32Array, unconditional: Float32Array, scale: number, rescale: number): Float32Array {
  const guided = combine(unconditional, conditional, (u, c) => u + Math.fround(scale * Math.fround(c - u)));
  const contrast = deviation(guided);
  if (rescale === 0 || contrast === 0) return guided;
  const factor = 1 - rescale + (rescale * deviation(conditional)) / contrast;
  return guided.map((value) => value * factor);
}

/** Standard deviation of all values. */
function deviation(values: Float32Array): number {
  let sum = 0;
  let squares = 0;
  for (const value of values) sum += value;
  const mean = sum / Math.max(values.length, 1);
  for (const value of values) squares += (value - mean) ** 2;
  return Math.sqrt(squares / Math.max(values.length, 1));
}

/** True where step `index` of `steps` lies in the guided part, as fractions 0 (first step) – 1 (last). */
export function isGuidedStep(index: number, steps: number, { start, end }: Pick<Recipe['semanticGuidance'], 'start' | 'end'>): boolean {
  const fraction = index / Math.max(steps - 1, 1);
  return start <= fraction && fraction <= end;
}

/** Root of the sum of squares. */
export function norm(values: Float32Array): number {
  let sum = 0;
  for (const value of values) sum += value * value;
  return Math.sqrt(sum);
}

/** One step of semantic guidance down the guide's loss: text − λ_g · ∇/‖∇‖₂, the norm over the whole embedding. */
export function moveText(text: Float32Array, gradient: Float32Array, strength: number): Float32Array {
  const scale = strength / Math.max(norm(gradient), LEAST_NORM);
  return combine(text, gradient, (value, slope) => value - scale * slope);
}

/** SynFER's semantic guidance: it moves the prompt's text embedding and the text keeps what it was moved by. */
export interface SemanticGuide {
  /**
   * Move the text for this step; null where the step is not guided.
   * @throws SynthesisError `cancelled`, between one of the guide's iterations and the next
   */
  guide(
    index: number,
    timestep: number,
    latent: Float32Array,
    condition: Condition,
    signal?: AbortSignal,
  ): Promise<{ condition: Condition; report: NonNullable<StepEvent['guide']> } | null>;
}

/**
 * @param steps of the whole schedule
 * @param alphasCumprod ᾱ_t by timestep
 * @param target [K], one-hot of the requested class
 */
export function semanticGuide(
  networks: Guide,
  settings: Recipe['semanticGuidance'],
  steps: number,
  alphasCumprod: Float32Array,
  target: Float32Array,
): SemanticGuide {
  return {
    async guide(index, timestep, latent, condition, signal) {
      if (!isGuidedStep(index, steps, settings)) return null;
      let moved = condition;
      let report: NonNullable<StepEvent['guide']> | null = null;
      for (let i = 0; i < settings.iterations; i++) {
        if (i > 0) await hearCancel(signal);
        const { loss, probabilities, gradient } = await networks.guide(latent, timestep, moved, alphasCumprod[Math.round(timestep)] ?? 1, target);
        report ??= { loss, gradientNorm: norm(gradient), probabilities: [...probabilities] };
        moved = { ...moved, text: moveText(moved.text, gradient, settings.strength) };
      }
      return report === null ? null : { condition: moved, report };
    },
  };
}
