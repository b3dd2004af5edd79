import { toBase64Url } from '../../../src/domain/bytes/base64url';
import type { VerifiedFileCache } from './reader';

const CACHE_NAME = 'synfer-packs-1';

/** Verified files in Cache Storage; null where the browser offers none (insecure origin, private mode of some). */
export async function openCacheStorage(): Promise<VerifiedFileCache | null> {
  if (typeof caches === 'undefined') return null;
  let cache: Cache;
  try {
    cache = await caches.open(CACHE_NAME);
  } catch {
    return null;
  }
  // Cache keys are URLs; these are never requested.
  const fileKey = (sha256: string) => new URL(`/.synfer-pack/${sha256}`, location.origin).href;
  const manifestKey = (place: string) => new URL(`/.synfer-pack/manifest/${toBase64Url(new TextEncoder().encode(place))}`, location.origin).href;
  const get = async (key: string) => {
    const hit = await cache.match(key).catch(() => undefined);
    return hit === undefined ? null : new Uint8Array(await hit.arrayBuffer());
  };
  const put = async (key: string, bytes: Uint8Array<ArrayBuffer>) => {
    await cache.put(key, new Response(bytes, { headers: { 'content-type': 'application/octet-stream' } })).catch(() => undefined);
  };
  return {
    get: (sha256) => get(fileKey(sha256)),
    put: (sha256, bytes) => put(fileKey(sha256), bytes),
    delete: async (sha256) => {
      await cache.delete(fileKey(sha256)).catch(() => false);
    },
    getManifest: (place) => get(manifestKey(place)),
    putManifest: (place, bytes) => put(manifestKey(place), bytes),
  };
}
