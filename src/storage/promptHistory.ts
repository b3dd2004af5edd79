import { z } from 'zod';
import { PROMPT_MAX_CHARACTERS } from '../domain/recipe/limits';

const KEY = 'synfer.prompts';

const historySchema = z.array(z.string().max(PROMPT_MAX_CHARACTERS));

export function readPromptHistory(): readonly string[] {
  try {
    return historySchema.parse(JSON.parse(localStorage.getItem(KEY) ?? '[]'));
  } catch {
    return [];
  }
}

/** A full or closed storage forgets the history at the end of the session, which is no error of the studio. */
export function writePromptHistory(prompts: readonly string[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(prompts));
  } catch {
    return;
  }
}
