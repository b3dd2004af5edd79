import { create } from 'zustand';
import { usePreferences } from './preferences';

interface EthicsNoticeState {
  /** Whether somebody asked for the notice on the use of faces, which else is shown at the first visits alone. */
  readonly asked: boolean;
}

export const useEthicsNotice = create<EthicsNoticeState>(() => ({ asked: false }));

export function showEthicsNotice(): void {
  useEthicsNotice.setState({ asked: true });
}

/** Read: it does not come by itself again. */
export function settleEthicsNotice(): void {
  usePreferences.setState({ ethicsSettled: true });
  useEthicsNotice.setState({ asked: false });
  document.getElementById('view-title')?.focus();
}
