import { refuseWhenClosed } from './opening';

/** Everything the studio keeps in localStorage and sessionStorage begins with this: drafts, prompts, preferences. */
const PREFIX = 'synfer.';

/** Of all tabs, or of this one alone. */
export type Where = 'browser' | 'tab';

export function readSetting(key: string, where: Where = 'browser'): string | null {
  try {
    return storageOf(where).getItem(key);
  } catch {
    return null;
  }
}

/** A full or closed storage loses what was to be remembered and nothing else, so it is no error of the studio. */
export function writeSetting(key: string, value: string, where: Where = 'browser'): void {
  try {
    refuseWhenClosed();
    storageOf(where).setItem(key, value);
  } catch {
    return;
  }
}

/** Told when another tab has written a setting. @returns a function that ends the listening */
export function onSettingChange(key: string, listener: () => void): () => void {
  const hear = (event: StorageEvent) => {
    if (event.key === key) listener();
  };
  window.addEventListener('storage', hear);
  return () => window.removeEventListener('storage', hear);
}

export function settingsBytes(): number {
  return PLACES.flatMap((where) => settingsKeys(where).map((key) => 2 * (key.length + (readSetting(key, where)?.length ?? 0)))).reduce((a, b) => a + b, 0);
}

export function clearSettings(): void {
  for (const where of PLACES) for (const key of settingsKeys(where)) storageOf(where).removeItem(key);
}

const PLACES: readonly Where[] = ['browser', 'tab'];

function settingsKeys(where: Where): string[] {
  try {
    return Object.keys(storageOf(where)).filter((key) => key.startsWith(PREFIX));
  } catch {
    return [];
  }
}

function storageOf(where: Where): Storage {
  return where === 'tab' ? sessionStorage : localStorage;
}
