import { DomainError } from '../domain/errors';
import { parseRecipeJson } from '../domain/recipe/parse';
import type { Recipe } from '../domain/recipe/recipe';
import { readSetting, writeSetting } from './settings';

/** Every tab has a draft of its own, which it alone writes; under the same name the newest of all tabs is kept for the next to open. */
const KEY = 'synfer.draft';
/** Where a draft goes that this version cannot read: the next autosave would write over it. */
const ASIDE = 'synfer.draft-aside';

/** The recipe as it was left in this tab, or else in any; null where there is none, or none that this version can read, which is set aside. */
export function readDraft(): Recipe | null {
  for (const where of ['tab', 'browser'] as const) {
    const stored = readSetting(KEY, where);
    if (stored === null) continue;
    try {
      return parseRecipeJson(stored);
    } catch {
      writeSetting(ASIDE, stored);
    }
  }
  return null;
}

/** Why the draft that was set aside cannot be read, in a sentence; null where there is none. */
export function readDraftAside(): string | null {
  const stored = readSetting(ASIDE);
  if (stored === null) return null;
  try {
    parseRecipeJson(stored);
    return 'It can be read by now, but another recipe took its place.';
  } catch (error) {
    return error instanceof DomainError ? error.message : String(error);
  }
}

export function writeDraft(recipe: Recipe): void {
  const text = JSON.stringify(recipe);
  writeSetting(KEY, text, 'tab');
  writeSetting(KEY, text);
}
