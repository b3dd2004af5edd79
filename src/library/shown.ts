import { create } from 'zustand';
import type { Curation } from '../domain/curation/curation';
import { setHolding, useOpenSet } from './openSet';
import { curationOf, useLibrary } from './store';
import type { LibraryState } from './store';

/** The library that gallery and review show: the merged set that is open, or else the faces kept in this browser. */
export const useShown = create<LibraryState>(shown);

function shown(): LibraryState {
  const { status, faces, curations } = useOpenSet.getState().set === null ? useLibrary.getState() : useOpenSet.getState();
  return { status, faces, curations };
}

useLibrary.subscribe(() => useShown.setState(shown()));
useOpenSet.subscribe(() => useShown.setState(shown()));

/** What is said of a face, of the open set or of this browser's own. */
export function saidOf(id: string): Curation {
  const { curations } = setHolding(id) === null ? useLibrary.getState() : useOpenSet.getState();
  return curationOf(curations, id);
}
