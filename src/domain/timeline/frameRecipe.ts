import type { PackStudent } from '../packs/manifest';
import { previewRecipe } from '../recipe/preview';
import type { AuIntensities, Recipe } from '../recipe/recipe';

/** What draws the frames: the pack's student (or few steps, where there is none), or the sampler of the panel. */
export const FRAME_SAMPLERS = ['student', 'panel'] as const;
export type FrameSampler = (typeof FRAME_SAMPLERS)[number];

/**
 * The recipe of a frame: the person, the texts and the seed of the panel's, and the frame's units. They alone say the expression, since
 * a class would be in every frame, in those at rest too; a fork belongs to one face, and is left behind.
 * @param recipe resolved, so that every frame has the same choices of its prompt
 */
export function frameRecipe({ forks: _, ...recipe }: Recipe, au: AuIntensities, sampler: FrameSampler, student: PackStudent | null): Recipe {
  const frame = { ...recipe, expression: null, au };
  return sampler === 'student' ? previewRecipe(frame, student) : frame;
}
