/** What of a keyboard event says which keys are down. */
export interface KeyPress {
  readonly key: string;
  /** The key's place on the keyboard, such as "KeyP". */
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

const MODIFIERS = new Set(['Control', 'Meta', 'Shift', 'Alt', 'AltGraph', 'CapsLock', 'Fn', 'Dead', 'Process', 'Unidentified']);

/** The pressed keys as a shortcut is written: "Mod+Shift+Z", "?" or "F2"; null while only modifiers are down. */
export function keysOf(press: KeyPress): string | null {
  if (MODIFIERS.has(press.key)) return null;
  const mod = press.ctrlKey || press.metaKey;
  const name = keyName(press);
  // A character alone is what is typed: the layout decides whether it needs Shift.
  const shift = press.shiftKey && (mod || press.altKey || name.length > 1);
  return [mod && 'Mod', press.altKey && 'Alt', shift && 'Shift', name].filter(Boolean).join('+');
}

/** True where the key press is the shortcut, or one key of a sequence. */
export function matchesKeys(press: KeyPress, keys: string): boolean {
  return keysOf(press)?.toLowerCase() === keys.toLowerCase();
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

/** What is pressed after what: two single characters in a row are a sequence, anything else begins anew. */
export function continueKeys(before: string | null, pressed: string): string {
  return before?.length === 1 && pressed.length === 1 ? `${before} ${pressed}` : pressed;
}

/** The shortcut as this machine's keyboard names it. */
export function displayKeys(keys: string, mac = isMac()): string {
  return keys.replace('Mod', mac ? 'Cmd' : 'Ctrl').split('+').join(' + ').replace(/^(\S) (\S)$/, '$1 then $2');
}

/** The shortcut as `aria-keyshortcuts` takes it; undefined for sequences, which it cannot say. */
export function ariaKeys(keys: string | null): string | undefined {
  if (keys === null || keys.includes(' ')) return undefined;
  return keys.includes('Mod') ? `${keys.replace('Mod', 'Control')} ${keys.replace('Mod', 'Meta')}` : keys;
}

function keyName({ key, code, altKey }: KeyPress): string {
  // With Alt a Mac types another character; the key is still the one that is pressed.
  const placed = altKey ? /^(?:Key|Digit)(.)$/.exec(code)?.[1] : undefined;
  if (placed !== undefined) return placed;
  if (key === ' ') return 'Space';
  if (key === '+') return 'Plus';
  return key.length === 1 ? key.toUpperCase() : key;
}

function isMac(): boolean {
  // The unit tests have no browser.
  return typeof navigator === 'object' && /mac|iphone|ipad/i.test(navigator.platform);
}
