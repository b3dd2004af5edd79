import { useSyncExternalStore } from 'react';

/** The views, in the order of the header's links; `key` opens a view after G. */
export const VIEWS = [
  { id: 'studio', label: 'Studio', href: '#/', key: 'S' },
  { id: 'batch', label: 'Batch', href: '#/batch', key: 'B' },
  { id: 'gallery', label: 'Gallery', href: '#/gallery', key: 'G' },
  { id: 'review', label: 'Review', href: '#/review', key: 'R' },
  { id: 'label', label: 'Label', href: '#/label', key: 'L' },
  { id: 'packs', label: 'Packs', href: '#/packs', key: 'P' },
  { id: 'diagnostics', label: 'Diagnostics', href: '#/diagnostics', key: 'D' },
] as const;

export type View = (typeof VIEWS)[number]['id'];

/** The view that a page address's fragment names. Recipe links (`#r=…`) and everything unknown open the studio. */
export function viewOf(fragment: string): View {
  return VIEWS.find(({ href }) => href === fragment)?.id ?? 'studio';
}

export function currentView(): View {
  return viewOf(location.hash);
}

export function useView(): View {
  return useSyncExternalStore(onViewChange, currentView);
}

export function goTo(view: View): void {
  if (view === currentView()) return;
  location.hash = VIEWS.find(({ id }) => id === view)?.href ?? '';
}

function onViewChange(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}
