/**
 * Hosts besides this one that the person at this browser has allowed packs to be fetched from. In a cache, where the service worker,
 * which tells each worker what it may reach, reads them too.
 */
const CACHE = 'synfer-allowed-hosts';
const KEY = '/.synfer-allowed-hosts';

export async function allowedOrigins(): Promise<string[]> {
  if (typeof caches === 'undefined') return [];
  const kept = await (await caches.open(CACHE)).match(key());
  const origins: unknown = kept ? await kept.json() : [];
  return Array.isArray(origins) ? (origins as string[]).filter(isOrigin) : [];
}

export async function allowOrigin(origin: string): Promise<void> {
  if (!isOrigin(origin)) throw new Error(`${origin} is no host of packs.`);
  await put([...new Set([...(await allowedOrigins()), origin])]);
}

export async function withdrawOrigin(origin: string): Promise<void> {
  await put((await allowedOrigins()).filter((other) => other !== origin));
}

async function put(origins: readonly string[]): Promise<void> {
  await (await caches.open(CACHE)).put(key(), Response.json(origins));
}

/** "https://host" or "http://localhost:8000", nothing that could say more in a policy. */
function isOrigin(value: unknown): boolean {
  return typeof value === 'string' && /^https?:\/\/[a-z0-9.-]+(?::\d+)?$/.test(value);
}

function key(): string {
  return new URL(KEY, location.origin).href;
}
