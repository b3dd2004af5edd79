import { create } from 'zustand';
import { usePreferences } from '../shell/preferences';
import { goTo } from '../shell/view';

interface TourState {
  /** 0-based; null while there is no tour. */
  readonly step: number | null;
  /** Where the focus was before, and returns to. */
  readonly before: HTMLElement | null;
}

export const useTour = create<TourState>(() => ({ step: null, before: null }));

export function inTour(): boolean {
  return useTour.getState().step !== null;
}

export function startTour(): void {
  const { activeElement } = document;
  goTo('studio');
  useTour.setState({ step: 0, before: activeElement instanceof HTMLElement ? activeElement : null });
}

export function goToStep(step: number): void {
  useTour.setState({ step });
}

/** Over, or turned down: it is not offered again. */
export function settleTour(): void {
  const { step, before } = useTour.getState();
  usePreferences.setState({ tourSettled: true });
  if (step === null) return;
  useTour.setState({ step: null, before: null });
  goTo('studio');
  const target = before?.isConnected && before !== document.body ? before : document.getElementById('view-title');
  target?.focus();
}
