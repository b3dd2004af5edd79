import { z } from 'zod';
import { PROMPT_MAX_CHARACTERS } from '../domain/recipe/limits';
import { onSettingChange, readSetting, writeSetting } from './settings';

const KEY = 'synfer.prompts';

const historySchema = z.array(z.string().max(PROMPT_MAX_CHARACTERS));

export function readPromptHistory(): readonly string[] {
  try {
    return historySchema.parse(JSON.parse(readSetting(KEY) ?? '[]'));
  } catch {
    return [];
  }
}

export function writePromptHistory(prompts: readonly string[]): void {
  writeSetting(KEY, JSON.stringify(prompts));
}

/** Told when another tab has written the history. @returns a function that ends the listening */
export function onPromptHistoryChange(listener: () => void): () => void {
  return onSettingChange(KEY, listener);
}
