import { allowedOrigins } from '../../src/storage/allowedOrigins';
import { RUNTIME_CACHE, SHELL_CACHE_PREFIX, TAKE_OVER, VISITED_CACHE } from '../../src/storage/offlineCaches';
import { withPolicy } from './policy';

declare const self: ServiceWorkerGlobalScope;

/** What was built, filled in by plugin.ts. Paths are relative to this script. */
declare const BUILD: {
  readonly version: string;
  readonly shell: readonly string[];
  readonly runtime: readonly string[];
};

const { version, shell, runtime } = BUILD;
const SHELL_CACHE = SHELL_CACHE_PREFIX + version;
const RUNTIME = new Set(runtime.map((path) => new URL(path, self.location.href).href));

// Kept answers have the headers that the server gave: isolation, and with it threads, and the page's policy hold offline as well.
self.addEventListener('install', (event) => event.waitUntil(keepShell()));
self.addEventListener('activate', (event) => event.waitUntil(takeCharge()));
self.addEventListener('message', (event) => {
  if (event.data === TAKE_OVER) event.waitUntil(self.skipWaiting());
});
self.addEventListener('fetch', (event) => {
  const { request } = event;
  // Who asks for no store keeps a copy of its own: the synthesis worker its pack, by hash.
  if (request.method !== 'GET' || request.cache === 'no-store' || !request.url.startsWith(self.registration.scope)) return;
  event.respondWith(governed(event));
});

async function keepShell(): Promise<void> {
  const cache = await caches.open(SHELL_CACHE);
  await cache.addAll(shell.map((path) => new Request(path, { cache: 'no-cache' })));
}

async function takeCharge(): Promise<void> {
  // The newest of the older builds may still be open in another tab, which loads its workers when it needs them.
  await Promise.all((await olderShells()).slice(0, -1).map((name) => caches.delete(name)));
  const kept = await caches.open(RUNTIME_CACHE);
  for (const { url } of await kept.keys()) {
    if (!RUNTIME.has(url)) await kept.delete(url);
  }
  await self.clients.claim();
}

/** The answer, and for a page or a worker what it may reach. */
async function governed(event: FetchEvent): Promise<Response> {
  const { mode, destination } = event.request;
  const response = await answer(event);
  if (mode === 'navigate') return withPolicy(response, 'page', []);
  return destination === 'worker' ? withPolicy(response, 'worker', await allowedOrigins()) : response;
}

async function answer(event: FetchEvent): Promise<Response> {
  const { request } = event;
  const url = shellUrl(request);
  // Files named by their content are the same in every build that has them.
  for (const name of [SHELL_CACHE, ...(await olderShells()), RUNTIME_CACHE]) {
    const kept = await match(name, url);
    if (kept) return kept;
  }
  return fromNetwork(event);
}

/** The page has one address in the cache, whatever query it is opened with. */
function shellUrl({ mode, url }: Request): string {
  if (mode !== 'navigate') return url;
  const { origin, pathname } = new URL(url);
  return (origin + pathname).replace(/index\.html$/, '');
}

/** In the order in which they were made. */
async function olderShells(): Promise<string[]> {
  return (await caches.keys()).filter((name) => name.startsWith(SHELL_CACHE_PREFIX) && name !== SHELL_CACHE);
}

async function fromNetwork(event: FetchEvent): Promise<Response> {
  const { request } = event;
  try {
    const response = await fetch(request);
    if (response.status === 200) event.waitUntil(keep(request, response.clone()));
    return response;
  } catch (error) {
    const kept = await match(VISITED_CACHE, request.url);
    if (kept) return kept;
    throw error;
  }
}

/** A full disk is no error of the page that asked. */
async function keep(request: Request, response: Response): Promise<void> {
  const cache = await caches.open(RUNTIME.has(request.url) ? RUNTIME_CACHE : VISITED_CACHE);
  await cache.put(request.url, response).catch(() => undefined);
}

async function match(name: string, url: string): Promise<Response | undefined> {
  // A server's "Vary: Origin" tells apart what is the same here.
  return (await caches.open(name)).match(url, { ignoreVary: true });
}
