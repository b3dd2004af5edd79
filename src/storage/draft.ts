import { recipeSchema, type Recipe } from '../domain/recipe/recipe';

const KEY = 'synfer.draft';

/** The recipe as it was left, or null where there is none that this version can read. */
export function readDraft(): Recipe | null {
  try {
    const stored = localStorage.getItem(KEY);
    if (stored === null) return null;
    const parsed = recipeSchema.safeParse(JSON.parse(stored));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** A full or closed storage loses the autosave and nothing else, so it is not an error of the studio. */
export function writeDraft(recipe: Recipe): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(recipe));
  } catch {
    return;
  }
}
