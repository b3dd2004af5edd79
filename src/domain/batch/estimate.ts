import type { BatchPlan } from './plan';

/** A face that was made, as far as the estimate needs it. */
export interface MeasuredFace {
  readonly steps: number;
  readonly milliseconds: number;
}

/** Beside its pixels a face keeps its recipe, its label and the units read back from it. */
const BYTES_BESIDE_PIXELS = 6_000;

/**
 * Milliseconds a face of so many steps will take, from faces made before: the median time per step, which one slow
 * face does not move. Null where none was measured.
 */
export function millisecondsPerFace(measured: readonly MeasuredFace[], steps: number): number | null {
  const perStep = measured.map((face) => face.milliseconds / face.steps).sort((a, b) => a - b);
  const middle = perStep[Math.floor(perStep.length / 2)];
  return middle === undefined ? null : middle * steps;
}

/** Time for so many faces; null while no face was measured. */
export function estimateMilliseconds(faces: number, perFace: number | null): number | null {
  return perFace === null ? null : faces * perFace;
}

/** What the faces will take of the browser's storage. */
export function estimateBytes(faces: number, { width, height }: { readonly width: number; readonly height: number }): number {
  return faces * (width * height * 4 + BYTES_BESIDE_PIXELS);
}

/** True where a measured face tells how long the plan's faces take: same number of networks run per step. */
export function isComparable(base: BatchPlan['base'], other: BatchPlan['base']): boolean {
  return (
    base.pack === other.pack &&
    base.sampler === other.sampler &&
    base.textGuidance > 1 === other.textGuidance > 1 &&
    base.semanticGuidance.strength > 0 === other.semanticGuidance.strength > 0
  );
}
