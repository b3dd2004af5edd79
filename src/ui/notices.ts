import { create } from 'zustand';

export interface Alert {
  readonly id: number;
  readonly message: string;
  /** What the message sums up, one line each. */
  readonly details: readonly string[];
}

export interface Toast {
  readonly id: number;
  readonly message: string;
  readonly action: { readonly label: string; readonly run: () => void };
}

interface Notices {
  /** The one polite announcement: start, quarters, done. */
  readonly status: string;
  readonly alerts: readonly Alert[];
  readonly toast: Toast | null;
}

const TOAST_MS = 15_000;

export const useNotices = create<Notices>(() => ({ status: '', alerts: [], toast: null }));

let nextId = 1;
let toastTimer: ReturnType<typeof setTimeout> | undefined;

export function announce(status: string): void {
  useNotices.setState({ status });
}

/** Shows an error until it is dismissed; the same one twice is shown once. @param details what it sums up, one line each */
export function alertError(message: string, details: readonly string[] = []): void {
  useNotices.setState(({ alerts }) => ({
    alerts: [...alerts.filter((alert) => alert.message !== message), { id: nextId++, message, details }],
  }));
}

export function dismissAlert(id: number): void {
  useNotices.setState(({ alerts }) => ({ alerts: alerts.filter((alert) => alert.id !== id) }));
}

export function clearAlerts(): void {
  useNotices.setState({ alerts: [] });
}

/** Says what was done and offers to take it back for a while. */
export function offerUndo(message: string, undo: () => void): void {
  offer(message, 'Undo', undo);
}

/** Says something and offers what can be done about it, for a while. */
export function offer(message: string, label: string, act: () => void): void {
  clearTimeout(toastTimer);
  const run = () => {
    dismissToast();
    act();
  };
  useNotices.setState({ toast: { id: nextId++, message, action: { label, run } }, status: message });
  toastTimer = setTimeout(dismissToast, TOAST_MS);
}

export function dismissToast(): void {
  clearTimeout(toastTimer);
  useNotices.setState({ toast: null });
}
