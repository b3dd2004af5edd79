import { create } from 'zustand';
import { readPreferences, writePreferences, type Preferences } from '../storage/preferences';

export const usePreferences = create<Preferences>(readPreferences);

const THEMES: readonly Preferences['theme'][] = ['system', 'light', 'dark'];

export function nextTheme(): void {
  const { theme } = usePreferences.getState();
  usePreferences.setState({ theme: THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system' });
}

/** Writes the preferences down as they change, and puts the theme on the document. */
export function startPreferences(): () => void {
  const apply = ({ theme }: Preferences) => {
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
  };
  apply(usePreferences.getState());
  return usePreferences.subscribe((preferences) => {
    apply(preferences);
    writePreferences(preferences);
  });
}
