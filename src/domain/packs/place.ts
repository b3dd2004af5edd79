/** Scheme of the places of packs that were opened from files: no address, only a name in the cache of verified files. */
const KEPT = 'kept:';

export function isKeptPlace(place: string): boolean {
  return place.startsWith(KEPT);
}

/** The place of a pack opened from a folder or zip of this name. */
export function keptPlace(name: string): string {
  return KEPT + encodeURIComponent(name.replace(/\.zip$/i, ''));
}
