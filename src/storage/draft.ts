import { DomainError } from '../domain/errors';
import { parseRecipeJson } from '../domain/recipe/parse';
import type { Recipe } from '../domain/recipe/recipe';

const KEY = 'synfer.draft';
/** Where a draft goes that this version cannot read: the next autosave would write over it. */
const ASIDE = 'synfer.draft-aside';

/** The recipe as it was left; null where there is none, or none that this version can read, which is set aside. */
export function readDraft(): Recipe | null {
  const stored = read(KEY);
  if (stored === null) return null;
  try {
    return parseRecipeJson(stored);
  } catch {
    write(ASIDE, stored);
    return null;
  }
}

/** Why the draft that was set aside cannot be read, in a sentence; null where there is none. */
export function readDraftAside(): string | null {
  const stored = read(ASIDE);
  if (stored === null) return null;
  try {
    parseRecipeJson(stored);
    return 'It can be read by now, but another recipe took its place.';
  } catch (error) {
    return error instanceof DomainError ? error.message : String(error);
  }
}

export function writeDraft(recipe: Recipe): void {
  write(KEY, JSON.stringify(recipe));
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** A full or closed storage loses the autosave and nothing else, so it is not an error of the studio. */
function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    return;
  }
}
