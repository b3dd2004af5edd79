import { useSyncExternalStore } from 'react';

const DARK = '(prefers-color-scheme: dark)';

/** Changes with the colours of the page: what a script draws has to be drawn anew then. */
export function useTheme(): string {
  return useSyncExternalStore(onThemeChange, () => `${document.documentElement.dataset['theme'] ?? 'system'}, ${matchMedia(DARK).matches ? 'dark' : 'light'}`);
}

function onThemeChange(listener: () => void): () => void {
  const chosen = new MutationObserver(listener);
  chosen.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  const system = matchMedia(DARK);
  system.addEventListener('change', listener);
  return () => {
    chosen.disconnect();
    system.removeEventListener('change', listener);
  };
}
