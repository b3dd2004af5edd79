import { create } from 'zustand';
import { NO_FILTERS, type Filters } from './filters';
import { NOTHING_SELECTED, type Selection } from './selection';
import type { Sort } from './sorting';

export type GalleryLayout = 'grid' | 'map';

interface GalleryState {
  readonly filters: Filters;
  readonly layout: GalleryLayout;
  readonly sort: Sort;
  /** Side of a thumbnail in CSS pixels. */
  readonly size: number;
  readonly selection: Selection;
  /** The chosen faces that are shown, in the order shown: what commands mean. */
  readonly chosen: readonly string[];
  /** What an export of the faces looked at would hold. */
  readonly exportable: readonly string[];
  /** The face the keyboard is on. */
  readonly focusedId: string | null;
  /** An export was asked for elsewhere; the gallery opens it when it knows which faces it would hold. */
  readonly exportAsked: boolean;
}

/** How the gallery is looked at: it survives a change of view. */
export const useGallery = create<GalleryState>(() => ({
  filters: NO_FILTERS,
  layout: 'grid',
  sort: 'Newest first',
  size: 128,
  selection: NOTHING_SELECTED,
  chosen: [],
  exportable: [],
  focusedId: null,
  exportAsked: false,
}));

export function askForExport(): void {
  useGallery.setState({ exportAsked: true });
}

export function forgetExport(): void {
  useGallery.setState({ exportAsked: false });
}

export function setFilter(change: Partial<Filters>): void {
  useGallery.setState(({ filters }) => ({ filters: { ...filters, ...change } }));
}

export function clearFilters(): void {
  useGallery.setState({ filters: NO_FILTERS });
}

export function select(change: (selection: Selection) => Selection): void {
  useGallery.setState(({ selection }) => ({ selection: change(selection) }));
}

export function clearSelection(): void {
  useGallery.setState({ selection: NOTHING_SELECTED });
}
