interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** True where the key press is the shortcut, written as "Mod+Shift+Z" or "?". */
export function matchesKeys(press: KeyPress, keys: string): boolean {
  const parts = keys.split('+');
  const key = parts.at(-1) ?? '';
  const single = parts.length === 1;
  return (
    press.key.toLowerCase() === key.toLowerCase() &&
    (press.ctrlKey || press.metaKey) === parts.includes('Mod') &&
    press.altKey === parts.includes('Alt') &&
    // The layout decides whether "?" needs Shift.
    (single || press.shiftKey === parts.includes('Shift'))
  );
}

export function isSingleKey(keys: string): boolean {
  return !keys.includes('+');
}

/** The shortcut as this machine's keyboard names it. */
export function displayKeys(keys: string, mac: boolean): string {
  return keys.replace('Mod', mac ? 'Cmd' : 'Ctrl').split('+').join(' + ');
}
