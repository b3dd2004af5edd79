/** Everything the studio keeps in localStorage begins with this: the draft, the prompts, the preferences. */
const PREFIX = 'synfer.';

export function settingsBytes(): number {
  return settingsKeys().reduce((sum, key) => sum + 2 * (key.length + (localStorage.getItem(key)?.length ?? 0)), 0);
}

export function clearSettings(): void {
  for (const key of settingsKeys()) localStorage.removeItem(key);
}

function settingsKeys(): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  } catch {
    return [];
  }
}
