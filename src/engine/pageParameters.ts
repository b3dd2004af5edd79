import { isKeptPlace } from '../domain/packs/place';
import type { BackendPreference } from '../../workers/synthesis/protocol';

const DEFAULT_PACK = 'packs/synfer-faces-256/';

/** Absolute URL of the pack's folder, ending in "/", or the place of a kept pack: the shipped pack, or the one `?pack=` names. */
export function resolvePackUrl(pageUrl: string, baseUrl: string): string {
  const page = new URL(pageUrl);
  const asked = page.searchParams.get('pack');
  if (asked !== null && isKeptPlace(asked)) return asked;
  const url = asked === null || asked === '' ? new URL(baseUrl + DEFAULT_PACK, page) : new URL(asked, page);
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url.href;
}

/** Address of the page with another pack's place or address in it; null stands for the shipped pack. */
export function pageWithPack(pageUrl: string, pack: string | null): string {
  const page = new URL(pageUrl);
  if (pack === null) page.searchParams.delete('pack');
  else page.searchParams.set('pack', pack);
  return page.href;
}

/** The backend that `?backend=` asks for; none lets the worker choose. */
export function resolveBackend(pageUrl: string): BackendPreference | null {
  const asked = new URL(pageUrl).searchParams.get('backend');
  return asked === 'webgpu' || asked === 'wasm' ? asked : null;
}
