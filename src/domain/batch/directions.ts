import { z } from 'zod';
import { Mt19937 } from '../random/mt19937';
import type { AuIntensities } from '../recipe/recipe';

const share = z.number().min(0).max(1);

/** How far the head and the eyes of a plan's faces go from straight ahead at most, as a share of their units' whole reach; 0 leaves them alone. */
export const sampledDirectionsSchema = z.strictObject({ head: share, gaze: share });

export type SampledDirections = z.infer<typeof sampledDirectionsSchema>;

/** Units of head position (AU51–56) and eye position (AU61–64), each with its opposite (FACS manual 2002). */
const AXES = {
  head: [
    ['AU51', 'AU52'],
    ['AU53', 'AU54'],
    ['AU55', 'AU56'],
  ],
  gaze: [
    ['AU61', 'AU62'],
    ['AU63', 'AU64'],
  ],
} as const;

const PARTS = ['head', 'gaze'] as const;

/** Which of head and gaze the pack can turn. */
export function turnableParts(packUnits: readonly string[]): (keyof SampledDirections)[] {
  return PARTS.filter((part) => AXES[part].flat().every((id) => packUnits.includes(id)));
}

/**
 * Units that turn head and eyes, evenly spread over each axis, the same ones for the same seed whatever else the plan varies.
 * Of each pair of opposites one is drawn.
 */
export function drawDirections(directions: SampledDirections, seed: number): AuIntensities {
  // Of another seed than the looks' and the noise: else a head would always turn with the same hair.
  const random = new Mt19937((seed ^ DIRECTIONS_APART) >>> 0);
  const drawn: Record<string, number> = {};
  for (const part of PARTS) {
    for (const [plus, minus] of AXES[part]) {
      const place = Math.round((2 * random.uniform24() - 1) * directions[part] * 1000) / 1000;
      if (place !== 0) drawn[place > 0 ? plus : minus] = Math.abs(place);
    }
  }
  return drawn;
}

/** What a seed does to a face's units: the drawn directions take the place of all that turn the same part. Nothing where none are drawn. */
export function turning(directions: SampledDirections | undefined, seed: number): (au: AuIntensities) => AuIntensities {
  if (directions === undefined) return (au) => au;
  const drawn = drawDirections(directions, seed);
  const replaced = new Set<string>(PARTS.filter((part) => directions[part] > 0).flatMap((part) => AXES[part].flat()));
  return (au) => ({ ...Object.fromEntries(Object.entries(au).filter(([id]) => !replaced.has(id))), ...drawn });
}

const DIRECTIONS_APART = 0x2545f491;
