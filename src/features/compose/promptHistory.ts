import { create } from 'zustand';
import { onPromptHistoryChange, readPromptHistory, writePromptHistory } from '../../storage/promptHistory';

const KEPT = 30;

/** Prompts that faces were asked for with, the newest first, as they were written: choices and all. */
export const usePromptHistory = create<{ readonly prompts: readonly string[] }>(() => ({ prompts: readPromptHistory() }));

export function rememberPrompt(prompt: string): void {
  const prompts = withPrompt(readPromptHistory(), prompt);
  usePromptHistory.setState({ prompts });
  writePromptHistory(prompts);
}

/** Takes over what other tabs write. @returns the way to stop */
export function startPromptHistory(): () => void {
  return onPromptHistoryChange(() => usePromptHistory.setState({ prompts: readPromptHistory() }));
}

export function forgetPrompts(): void {
  usePromptHistory.setState({ prompts: [] });
  writePromptHistory([]);
}

/** The prompt in front of the others, once. */
export function withPrompt(prompts: readonly string[], prompt: string): readonly string[] {
  const written = prompt.trim();
  if (written === '') return prompts;
  return [written, ...prompts.filter((other) => other !== written)].slice(0, KEPT);
}
