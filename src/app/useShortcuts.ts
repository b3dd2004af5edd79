import { useEffect } from 'react';
import type { Command } from './commands';
import { isSingleKey, keySequence, matchesKeys } from './keys';

/** Time to press the second key of a sequence such as "G R". */
const SEQUENCE_MS = 1500;

/** Runs the command whose keys are pressed. Single keys are left to whoever is typing. */
export function useShortcuts(commands: readonly Command[]): void {
  useEffect(() => {
    let pressed: { readonly prefix: string; readonly at: number } | null = null;

    const onKeyDown = (event: KeyboardEvent) => {
      const before = pressed && event.timeStamp - pressed.at < SEQUENCE_MS ? pressed.prefix : null;
      pressed = null;
      if (event.defaultPrevented) return;
      const usable = commands.filter(({ keys, enabled }) => (!isSingleKey(keys) || !isTyping(event.target)) && enabled());
      const command = usable.find(({ keys }) => {
        const { prefix, last } = keySequence(keys);
        return prefix === before && matchesKeys(event, last);
      });
      if (command) {
        event.preventDefault();
        command.run();
        return;
      }
      const opened = usable.map(({ keys }) => keySequence(keys).prefix).find((prefix) => prefix !== null && matchesKeys(event, prefix));
      if (opened != null) pressed = { prefix: opened, at: event.timeStamp };
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [commands]);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input:not([type=range], [type=checkbox], [type=radio]), textarea, select');
}
