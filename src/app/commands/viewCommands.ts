import { showEthicsNotice } from '../shell/ethicsNotice';
import { nextTheme, setTheme } from '../shell/preferences';
import { VIEWS, goTo } from '../shell/view';
import { inTour, startTour } from '../tour/tour';
import type { Command } from './command';
import { toggleHelp } from './help';
import { always, unless } from './hindrances';
import { togglePalette } from './palette';

export function viewCommands(): Command[] {
  return VIEWS.map(({ id, label, key }) => ({
    id: `view-${id}`,
    group: 'Views',
    label: `Go to ${label.toLowerCase()}`,
    also: 'open view show',
    keys: `G ${key}`,
    hindrance: always,
    run: () => goTo(id),
  }));
}

export function helpCommands(): Command[] {
  const group = 'Appearance and help';
  const themes = (['system', 'light', 'dark'] as const).map(
    (theme): Command => ({
      id: `theme-${theme}`,
      group,
      label: theme === 'system' ? 'Theme: as the system has it' : `Theme: ${theme}`,
      also: 'mode colours appearance',
      keys: null,
      hindrance: always,
      run: () => setTheme(theme),
    }),
  );
  return [
    ...themes,
    { id: 'theme-next', group, label: 'Theme: the next one', also: 'switch toggle dark light', keys: null, hindrance: always, run: nextTheme },
    { id: 'commands', group, label: 'Find a command', also: 'palette search', keys: 'Mod+K', hindrance: always, run: togglePalette },
    { id: 'tour', group, label: 'Take the tour', also: 'guide introduction learn start', keys: null, hindrance: unless(() => !inTour(), 'The tour is open.'), run: startTour },
    { id: 'ethics', group, label: 'Show what faces may be used for', also: 'ethics ethical misuse notice terms', keys: null, hindrance: always, run: showEthicsNotice },
    { id: 'help', group, label: 'Show the keyboard shortcuts', also: 'keys help', keys: '?', hindrance: always, run: toggleHelp },
  ];
}
