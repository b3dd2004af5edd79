import { SAMPLER_NAMES } from '../../domain/recipe/samplers';
import type { FaceRecord } from '../../storage/records';
import { describeBackend } from '../../ui/describeBackend';

/** How long one of the last faces took. */
export interface RunTiming {
  readonly id: string;
  readonly madeAt: Date;
  readonly what: string;
  readonly backend: string;
  readonly seconds: number;
  /** Average over the run, in ms; labelling and decoding are in it. */
  readonly perStep: number;
}

export function runTiming({ id, savedAt, recipe, provenance }: FaceRecord): RunTiming {
  return {
    id,
    madeAt: new Date(savedAt),
    what: `${recipe.steps} steps, ${SAMPLER_NAMES[recipe.sampler]}${recipe.semanticGuidance.strength > 0 ? ', guided' : ''}${recipe.layout ? ', layout' : ''}`,
    backend: describeBackend(provenance.backend),
    seconds: provenance.milliseconds / 1000,
    perStep: provenance.milliseconds / recipe.steps,
  };
}

/** Shortest, median and longest of the steps, in ms; null where there are none. */
export function stepSpread(milliseconds: readonly number[]): { readonly shortest: number; readonly median: number; readonly longest: number } | null {
  const sorted = [...milliseconds].sort((a, b) => a - b);
  const [shortest, median, longest] = [sorted[0], sorted[Math.floor(sorted.length / 2)], sorted.at(-1)];
  return shortest === undefined || median === undefined || longest === undefined ? null : { shortest, median, longest };
}

export function timingText({ madeAt, what, backend, seconds, perStep }: RunTiming): string {
  return `${madeAt.toISOString()} ${what}, ${backend}: ${seconds.toFixed(1)} s, ${perStep.toFixed(0)} ms a step`;
}
