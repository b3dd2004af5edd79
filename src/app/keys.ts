interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** True where the key press is the shortcut, written as "Mod+Shift+Z" or "?", or one key of a sequence. */
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

/** Single keys, one or two after each other, can get in the way of typing and of speech input. */
export function isSingleKey(keys: string): boolean {
  return !keys.includes('+');
}

/** "G R" is G and then R. @returns the key that comes first, or null, and the one that completes the shortcut */
export function keySequence(keys: string): { readonly prefix: string | null; readonly last: string } {
  const [first = '', second] = keys.split(' ');
  return second === undefined ? { prefix: null, last: first } : { prefix: first, last: second };
}

/** The shortcut as this machine's keyboard names it. */
export function displayKeys(keys: string, mac: boolean): string {
  return keys.replace('Mod', mac ? 'Cmd' : 'Ctrl').split('+').join(' + ').replace(/^(\S) (\S)$/, '$1 then $2');
}
