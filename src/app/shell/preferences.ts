import { create } from 'zustand';
import { announce } from '../../ui/notices';
import { onPreferencesChange, readPreferences, writePreferences, type Preferences } from '../../storage/preferences';

export const usePreferences = create<Preferences>(readPreferences);

const RECENT_COMMANDS = 5;

const THEMES: readonly Preferences['theme'][] = ['system', 'light', 'dark'];

export function nextTheme(): void {
  const { theme } = usePreferences.getState();
  setTheme(THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system');
}

export function setTheme(theme: Preferences['theme']): void {
  usePreferences.setState({ theme });
}

export function toggleLivePreview(): void {
  const livePreview = usePreferences.getState().livePreview === 'off' ? 'face' : 'off';
  usePreferences.setState({ livePreview });
  announce(`Live preview: ${livePreview === 'off' ? 'off' : 'on'}.`);
}

/** Newest first, for the palette. */
export function rememberCommand(id: string): void {
  usePreferences.setState(({ recentCommands }) => ({
    recentCommands: [id, ...recentCommands.filter((other) => other !== id)].slice(0, RECENT_COMMANDS),
  }));
}

/** Writes the preferences down as they change, takes over what other tabs change, and puts the theme on the document. */
export function startPreferences(): () => void {
  const apply = ({ theme }: Preferences) => {
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
  };
  apply(usePreferences.getState());
  const stopWriting = usePreferences.subscribe((preferences, before) => {
    apply(preferences);
    writePreferences(before, preferences);
  });
  const stopHearing = onPreferencesChange(() => usePreferences.setState(readPreferences()));
  return () => {
    stopWriting();
    stopHearing();
  };
}
