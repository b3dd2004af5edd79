import type { ForeignPicture } from '../../domain/png/foreign';
import { PROMPT_MAX_CHARACTERS, RECIPE_RANGES } from '../../domain/recipe/limits';
import type { Recipe } from '../../domain/recipe/recipe';
import { editDraft } from '../../features/compose/store';
import { offer } from '../../ui/notices';

/** Offers prompt and seed of another tool's picture. Its face is another model's, and stays out. */
export function offerForeign(file: string, { tool, prompt, negativePrompt, seed }: ForeignPicture): void {
  const fits = seed !== null && seed <= RECIPE_RANGES.seed.max;
  const taken: Partial<Recipe> = {
    ...(prompt !== '' && { prompt: prompt.slice(0, PROMPT_MAX_CHARACTERS) }),
    ...(negativePrompt !== '' && { negativePrompt: negativePrompt.slice(0, PROMPT_MAX_CHARACTERS) }),
    ...(fits && { seed }),
  };
  const parts = [prompt !== '' && 'prompt', negativePrompt !== '' && 'negative prompt', fits && 'seed'].filter((part) => part !== false);
  const seedNote = seed === null || fits ? '' : ` Its seed, ${seed}, is above ${RECIPE_RANGES.seed.max}, the largest there is here.`;
  const cut = prompt.length > PROMPT_MAX_CHARACTERS ? ` The prompt would be cut to ${PROMPT_MAX_CHARACTERS} characters.` : '';
  if (parts.length === 0) throw new Error(`${file} was made with ${tool} and holds neither a prompt nor a seed to take over.${seedNote}`);
  offer(`${file} was made with ${tool}, by another model.${seedNote}${cut}`, `Use its ${parts.join(' and ')}`, () => editDraft(`take over ${file}`, taken, -Infinity));
}
