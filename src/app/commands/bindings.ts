import { displayKeys, isSingleKey, keySequence } from '../../ui/keys';
import type { Command } from './command';

/** The keys a person chose, by the command's id; null where a command is to have none. */
export type Bindings = Readonly<Record<string, string | null>>;

/** The commands with their present keys. */
export function withBindings(commands: readonly Command[], bindings: Bindings): Command[] {
  return commands.map((command) => ({ ...command, keys: presentKeys(command, bindings) }));
}

/** Single keys can be switched off as a whole. */
export function withoutSingleKeys(commands: readonly Command[]): Command[] {
  return commands.map((command) => (command.keys !== null && isSingleKey(command.keys) ? { ...command, keys: null } : command));
}

/** What comes of giving a command other keys. */
export type Rebinding =
  | { readonly kind: 'free'; readonly bindings: Bindings }
  /** They belong to another command, which can have the former ones. */
  | { readonly kind: 'swap'; readonly other: Command; readonly former: string | null; readonly bindings: Bindings }
  | { readonly kind: 'refused'; readonly why: string };

/**
 * Gives a command other keys, if they are free.
 * @param commands as delivered
 * @param keys null takes the command's keys away
 */
export function rebind(commands: readonly Command[], bindings: Bindings, id: string, keys: string | null): Rebinding {
  const command = commands.find((candidate) => candidate.id === id);
  if (!command) throw new Error(`There is no command ${id}.`);
  const taken = keys === null ? null : whyReserved(keys);
  if (taken !== null) return { kind: 'refused', why: taken };

  const next = assign(bindings, command, keys);
  const [rival, ...more] = rivals(commands, next, id);
  if (keys === null || !rival) return { kind: 'free', bindings: next };

  const former = presentKeys(command, bindings);
  const swapped = assign(next, rival, former);
  const same = presentKeys(rival, bindings) === keys;
  if (same && more.length === 0 && rivals(commands, swapped, id).length === 0 && rivals(commands, swapped, rival.id).length === 0) {
    return { kind: 'swap', other: rival, former, bindings: swapped };
  }
  const names = [rival, ...more].map((other) => `“${other.label}” (${displayKeys(presentKeys(other, bindings) ?? '')})`);
  return { kind: 'refused', why: `${displayKeys(keys)} would get in the way of ${names.join(' and ')}. Give that other keys first, or choose others here.` };
}

function presentKeys({ id, keys }: Command, bindings: Bindings): string | null {
  const chosen = bindings[id];
  return chosen === undefined ? keys : chosen;
}

/** Only what differs from the keys as delivered is kept. */
function assign(bindings: Bindings, command: Command, keys: string | null): Bindings {
  const { [command.id]: _former, ...others } = bindings;
  return keys === command.keys ? others : { ...others, [command.id]: keys };
}

/** The commands, as delivered, whose present keys get in the way of this one's. */
function rivals(commands: readonly Command[], bindings: Bindings, id: string): Command[] {
  const present = withBindings(commands, bindings);
  const own = present.find((command) => command.id === id);
  return own ? commands.filter((_, index) => present[index] !== own && present[index] && clash(present[index], own)) : [];
}

/** Two commands of one view cannot share keys, nor can one take the key that begins the other's sequence. */
export function clash(a: Command, b: Command): boolean {
  if (a.keys === null || b.keys === null) return false;
  if (a.view !== undefined && b.view !== undefined && a.view !== b.view) return false;
  return a.keys === b.keys || keySequence(a.keys).prefix === b.keys || keySequence(b.keys).prefix === a.keys;
}

const PAGE_KEYS = ['Tab', 'Escape', 'Enter', 'Space', 'Backspace', 'Delete', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown'];
const TEXT_KEYS = ['Mod+A', 'Mod+C', 'Mod+V', 'Mod+X'];
const BROWSER_KEYS = ['Mod+L', 'Mod+N', 'Mod+Q', 'Mod+R', 'Mod+T', 'Mod+W'];

function whyReserved(keys: string): string | null {
  if (PAGE_KEYS.includes(keys.replace('Shift+', ''))) return `${displayKeys(keys)} moves, chooses and closes things all over the page. Choose other keys.`;
  if (TEXT_KEYS.includes(keys)) return `${displayKeys(keys)} is needed to edit text. Choose other keys.`;
  if (BROWSER_KEYS.includes(keys)) return `${displayKeys(keys)} belongs to the browser. Choose other keys.`;
  return null;
}
