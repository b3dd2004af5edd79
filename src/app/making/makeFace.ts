import type { Recipe } from '../../domain/recipe/recipe';
import { engine } from '../../engine/client';
import type { JobPriority } from '../../engine/queue';
import { onceAfterDeviceLoss, onceInSight } from '../../engine/recovery/retry';
import type { Face } from '../../domain/face/face';
import type { StepEvent } from '../../domain/face/step';
import type { Pixels } from '../../domain/face/pixels';
import { layoutPixels } from './layoutPixels';

export interface MadeFace {
  readonly face: Face;
  readonly steps: readonly StepEvent[];
}

interface MakeFaceOptions {
  /** Who waits for it. */
  readonly priority: JobPriority;
  readonly signal: AbortSignal;
  /** The picture that the recipe's layout names, where it is at hand; otherwise it is looked for. */
  readonly layout?: Pixels | null;
  /** Its steps are to come, from the first; once more where it is begun anew. */
  readonly onBegin?: () => void;
  readonly onStep?: (step: StepEvent) => void;
}

/**
 * Makes a recipe's face: the one way for stage, strips and batches. What the engine's faults break off is begun anew, as suits who waits.
 * @throws SynthesisError
 */
export async function makeFace(recipe: Recipe, { priority, signal, layout, onBegin, onStep }: MakeFaceOptions): Promise<MadeFace> {
  const picture = layout === undefined ? await layoutPixels(recipe) : layout;
  let steps: StepEvent[] = [];
  const face = await engine.generate(recipe, {
    priority,
    layout: picture,
    signal,
    onBegin: () => {
      steps = [];
      onBegin?.();
    },
    onStep: (step) => {
      steps.push(step);
      onStep?.(step);
    },
    again: priority === 'person' ? onceAfterDeviceLoss() : onceInSight(),
  });
  return { face, steps };
}
