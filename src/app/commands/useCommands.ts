import { useMemo } from 'react';
import type { CommandTable } from '../../ui/commands';
import { useReadiness } from '../making/useReadiness';
import { usePreferences } from '../shell/preferences';
import { withBindings, withoutSingleKeys } from './bindings';
import type { Command } from './command';
import { commands } from './commands';
import { onCommandsChange } from './onCommandsChange';

interface Commands {
  /** With the keys they are delivered with. */
  readonly delivered: readonly Command[];
  /** With the keys that work now. */
  readonly table: readonly Command[];
  /** The same for buttons, by the command's id. */
  readonly buttons: CommandTable;
}

export function useCommands(): Commands {
  const reasons = useReadiness();
  const bindings = usePreferences((state) => state.bindings);
  const singleKeys = usePreferences((state) => state.singleKeyShortcuts);
  return useMemo(() => {
    const delivered = commands(reasons);
    const bound = withBindings(delivered, bindings);
    const table = singleKeys ? bound : withoutSingleKeys(bound);
    return { delivered, table, buttons: { byId: new Map(table.map((command) => [command.id, command])), subscribe: onCommandsChange } };
  }, [reasons, bindings, singleKeys]);
}
