import { create } from 'zustand';

export const useHelp = create<{ readonly open: boolean }>(() => ({ open: false }));

export function toggleHelp(): void {
  useHelp.setState(({ open }) => ({ open: !open }));
}
