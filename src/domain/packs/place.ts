import { DomainError } from '../errors';

/** Scheme of the places of packs that were opened from files: no address, only a name in the store of checked files. */
const KEPT = 'kept:';

export function isKeptPlace(place: string): boolean {
  return place.startsWith(KEPT);
}

/** The place of a pack opened from a folder or zip of this name. */
export function keptPlace(name: string): string {
  return KEPT + encodeURIComponent(name.replace(/\.zip$/i, ''));
}

/** The host of a place that is not `own`; null for one that is, and for packs opened from files. */
export function foreignOrigin(place: string, own: string): string | null {
  if (isKeptPlace(place)) return null;
  const { origin } = new URL(place);
  return origin === own ? null : origin;
}

/**
 * The gate for addresses of packs: this origin's own, what was opened from files, and hosts that the person at this browser allowed.
 * Whoever reads a pack passes through it, however the address came: by hand, in a link, from a record.
 * @throws DomainError `pack-unreachable` for any other
 */
export function admitPlace(place: string, own: string, allowed: readonly string[]): void {
  if (isKeptPlace(place)) return;
  const url = URL.canParse(place) ? new URL(place) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.password !== '') {
    throw new DomainError('pack-unreachable', `“${place}” is no address of a pack. Give the http(s) address of the folder that holds pack.json.`);
  }
  if (url.origin === own || allowed.includes(url.origin)) return;
  throw new DomainError(
    'pack-unreachable',
    `This pack is on ${url.origin}, and the studio asks no other host for anything unless you say so. To allow it, put the address into “Look at address” in the view Packs; or download the pack and open its zip or folder.`,
  );
}
