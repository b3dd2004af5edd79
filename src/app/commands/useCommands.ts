import { useMemo } from 'react';
import { useReadiness } from '../making/useReadiness';
import { usePreferences } from '../shell/preferences';
import { withBindings, withoutSingleKeys } from './bindings';
import type { Command } from './command';
import { commands } from './commands';

interface Commands {
  /** With the keys they are delivered with. */
  readonly delivered: readonly Command[];
  /** With the keys that work now. */
  readonly table: readonly Command[];
  /** The keys that work now, by the command's id. */
  readonly keys: ReadonlyMap<string, string>;
}

export function useCommands(): Commands {
  const reasons = useReadiness();
  const bindings = usePreferences((state) => state.bindings);
  const singleKeys = usePreferences((state) => state.singleKeyShortcuts);
  return useMemo(() => {
    const delivered = commands(reasons);
    const bound = withBindings(delivered, bindings);
    const table = singleKeys ? bound : withoutSingleKeys(bound);
    const keys = new Map(table.flatMap(({ id, keys: own }) => (own === null ? [] : [[id, own] as const])));
    return { delivered, table, keys };
  }, [reasons, bindings, singleKeys]);
}
