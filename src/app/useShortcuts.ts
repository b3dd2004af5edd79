import { useEffect } from 'react';
import type { Command } from './commands';
import { isSingleKey, matchesKeys } from './keys';

/** Runs the command whose keys are pressed. Single keys are left to whoever is typing. */
export function useShortcuts(commands: readonly Command[]): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const command = commands.find(({ keys }) => matchesKeys(event, keys));
      if (!command || (isSingleKey(command.keys) && isTyping(event.target))) return;
      if (!command.enabled()) return;
      event.preventDefault();
      command.run();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [commands]);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input:not([type=range]), textarea, select');
}
