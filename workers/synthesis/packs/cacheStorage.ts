import { fileKey, manifestKey, openPackCache } from '../../../src/storage/packCache';
import type { VerifiedFileCache } from './reader';

/** Verified files in Cache Storage; null where the browser offers none (insecure origin, private mode of some). */
export async function openCacheStorage(): Promise<VerifiedFileCache | null> {
  if (typeof caches === 'undefined') return null;
  let cache: Cache;
  try {
    cache = await openPackCache();
  } catch {
    return null;
  }
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
