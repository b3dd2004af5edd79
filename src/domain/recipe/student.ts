import type { PackStudent } from '../packs/manifest';
import type { Recipe } from './recipe';

/** The recipe's face by the pack's student: its few steps, and one evaluation for each, since it has text guidance built in. */
export function studentRecipe(recipe: Recipe, { steps }: PackStudent): Recipe {
  return { ...recipe, sampler: 'student', steps, textGuidance: 1 };
}

/** Whether the student was taught to make what the recipe asks the denoiser for: it knows one text guidance and no negative prompt. */
export function standsFor(student: PackStudent, { sampler, textGuidance, negativePrompt }: Recipe): boolean {
  return sampler !== 'student' && textGuidance === student.textGuidance && negativePrompt === '';
}
