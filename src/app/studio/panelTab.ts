import { create } from 'zustand';
import type { Tab } from '../../ui/Tabs';

export type PanelTab = 'describe' | 'units' | 'settings' | 'reading';

export const PANEL_TABS: readonly Tab<PanelTab>[] = [
  { id: 'describe', label: 'Describe' },
  { id: 'units', label: 'Action units' },
  { id: 'settings', label: 'Settings' },
  { id: 'reading', label: 'Reading' },
];

/** The panel that is open where the panels are tabs. */
export const usePanelTab = create<{ readonly tab: PanelTab }>(() => ({ tab: 'describe' }));

export function showPanel(tab: PanelTab): void {
  usePanelTab.setState({ tab });
}
