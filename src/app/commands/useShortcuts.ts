import { useEffect } from 'react';
import { isSingleKey, keySequence, matchesKeys } from '../../ui/keys';
import { currentView } from '../shell/view';
import { belongsTo, type Command } from './command';

/** Time to press the second key of a sequence such as "G R". */
const SEQUENCE_MS = 1500;

/** Runs the command whose keys are pressed. A dialog keeps the keyboard to itself; single keys are left to whoever is typing. */
export function useShortcuts(commands: readonly Command[]): void {
  useEffect(() => {
    let pressed: { readonly prefix: string; readonly at: number } | null = null;

    const onKeyDown = (event: KeyboardEvent) => {
      const before = pressed && event.timeStamp - pressed.at < SEQUENCE_MS ? pressed.prefix : null;
      pressed = null;
      // Enter ends what an input method composes, and is nobody's shortcut then; Safari says so by the key code alone.
      if (event.isComposing || event.keyCode === 229) return;
      if (event.defaultPrevented || document.querySelector('dialog[open]')) return;
      const typing = isTyping(event.target);
      const view = currentView();
      const usable = commands.flatMap((command) => {
        const { keys } = command;
        if (keys === null || (typing && isSingleKey(keys)) || !belongsTo(command, view) || command.hindrance() !== null) return [];
        return [{ command, ...keySequence(keys) }];
      });
      const command = usable.find(({ prefix, last }) => prefix === before && matchesKeys(event, last))?.command;
      if (command) {
        event.preventDefault();
        command.run();
        return;
      }
      const opened = usable.find(({ prefix }) => prefix !== null && matchesKeys(event, prefix))?.prefix;
      if (opened != null) pressed = { prefix: opened, at: event.timeStamp };
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [commands]);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input:not([type=range], [type=checkbox], [type=radio]), textarea, select');
}
