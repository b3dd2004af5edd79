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

/** What is read from an address, with what to do where its host was not allowed. */
const READ = {
  pack: {
    index: 'pack.json',
    allow: 'To allow it, put the address into “Look at address” in the view Packs; or download the pack and open its zip or folder.',
  },
  set: {
    index: 'README.md',
    allow: 'To allow it, put the address of the set into “Merged sets” in the view Gallery; or download the set and open its folder.',
  },
} as const;

/**
 * The gate for addresses of packs and merged sets: this origin's own, what was opened from files, and hosts that the person at this
 * browser allowed. Whoever reads one passes through it, however the address came: by hand, in a link, from a record.
 * @throws DomainError `pack-unreachable` for any other
 */
export function admitPlace(place: string, own: string, allowed: readonly string[], what: keyof typeof READ = 'pack'): void {
  if (isKeptPlace(place)) return;
  const url = URL.canParse(place) ? new URL(place) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.password !== '') {
    throw new DomainError('pack-unreachable', `“${place}” is no address of a ${what}. Give the http(s) address of the folder that holds ${READ[what].index}.`);
  }
  if (url.origin === own || allowed.includes(url.origin)) return;
  throw new DomainError(
    'pack-unreachable',
    `This ${what} is on ${url.origin}, and the studio asks no other host for anything unless you say so. ${READ[what].allow}`,
  );
}
