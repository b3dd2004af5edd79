import type { FaceSummary } from '../storage/summary';
import { facesAtHand, useLibrary } from './store';

const RECENT = 60;

let atHand: { readonly all: readonly FaceSummary[]; readonly newest: readonly FaceSummary[] } = { all: [], newest: [] };

/** The newest faces that are not archived, newest first: the same list until other faces are at hand. */
export function recentFaces(library: Parameters<typeof facesAtHand>[0]): readonly FaceSummary[] {
  const all = facesAtHand(library);
  if (atHand.all !== all) atHand = { all, newest: all.slice(0, RECENT) };
  return atHand.newest;
}

export function useRecentFaces(): readonly FaceSummary[] {
  return useLibrary(recentFaces);
}
