import { useContext } from 'react';
import { CommandsContext } from './commands';
import { displayKeys } from './keys';

/** The present keys of a command; null where it has none. */
export function useKeysOf(command: string): string | null {
  return useContext(CommandsContext).byId.get(command)?.keys ?? null;
}

/** A title for what a command's keys do too: "Undo (Ctrl + Z)". */
export function useTitle(text: string, command: string): string {
  const keys = useKeysOf(command);
  return keys === null ? text : `${text} (${displayKeys(keys)})`;
}

/** The command's present keys; nothing where it has none. */
export function Shortcut({ of }: { readonly of: string }) {
  const keys = useKeysOf(of);
  return keys === null ? null : <kbd>{displayKeys(keys)}</kbd>;
}
