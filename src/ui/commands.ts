import { createContext, useContext, useSyncExternalStore } from 'react';
import type { MenuItem } from './MenuButton';

/** A command of the studio as buttons see it. */
export interface ButtonCommand {
  readonly keys: string | null;
  /** Why it cannot be run now, in a sentence; null where it can. */
  readonly hindrance: () => string | null;
  readonly run: () => void;
}

export interface CommandTable {
  readonly byId: ReadonlyMap<string, ButtonCommand>;
  /** Tells of everything that a hindrance may depend on. @returns the way to stop */
  readonly subscribe: (onChange: () => void) => () => void;
}

export const CommandsContext = createContext<CommandTable>({ byId: new Map(), subscribe: () => () => undefined });

/** A command by its id, and whether it can run now: what disables its keys disables its button. */
export function useCommand(id: string): { readonly hindrance: string | null; readonly run: () => void } {
  const { byId, subscribe } = useContext(CommandsContext);
  const command = byId.get(id);
  if (!command) throw new Error(`There is no command ${id}.`);
  const hindrance = useSyncExternalStore(subscribe, command.hindrance, command.hindrance);
  return { hindrance, run: command.run };
}

/** Commands by their ids as the entries of a short menu; what disables their keys disables them. */
export function useCommandItems(wanted: readonly { readonly command: string; readonly label: string }[]): readonly MenuItem[] {
  const { byId, subscribe } = useContext(CommandsContext);
  const commandOf = (id: string) => {
    const command = byId.get(id);
    if (!command) throw new Error(`There is no command ${id}.`);
    return command;
  };
  // One string, so that the same hindrances are no change.
  const snapshot = () => JSON.stringify(wanted.map(({ command }) => commandOf(command).hindrance()));
  const hindrances = JSON.parse(useSyncExternalStore(subscribe, snapshot, snapshot)) as readonly (string | null)[];
  return wanted.map(({ command, label }, i) => ({ id: command, label, hindrance: hindrances[i] ?? null, run: commandOf(command).run }));
}
