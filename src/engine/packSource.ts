import type { PackSource } from '../../workers/synthesis/protocol';
import { foreignOrigin, isKeptPlace } from '../domain/packs/place';
import { resolveBackend, resolvePackUrl } from './pageParameters';

export const packUrl = resolvePackUrl(location.href, import.meta.env.BASE_URL);

/** Where the pack that comes with the studio is. */
export const shippedPackUrl = resolvePackUrl(new URL('.', location.href).href, import.meta.env.BASE_URL);

/** Address of a file that lies beside the pack's manifest; null for a pack opened from files, and for one on another host: the page asks none. */
export function packFileUrl(name: string): string | null {
  return isKeptPlace(packUrl) || foreignOrigin(packUrl, location.origin) !== null ? null : new URL(name, packUrl).href;
}

const backend = resolveBackend(location.href);

/** Where `npm run voter` puts the photograph voter. */
const photographVoter = new URL(`${import.meta.env.BASE_URL}voters/photograph/`, location.href).href;

/** Where the pictures are that recognisers are tried on. */
const knownPictures = new URL(`${import.meta.env.BASE_URL}voters/known/`, location.href).href;

export function knownPictureUrl(file: string): string {
  return new URL(file, knownPictures).href;
}

/** What this page asks the worker to load. */
export const packSource: PackSource = { url: packUrl, photographVoter, knownPictures, ...(backend === null ? {} : { backend }) };
