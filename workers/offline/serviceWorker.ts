import { sha256Hex } from '../../src/domain/bytes/sha256';
import { allowedOrigins } from '../../src/storage/allowedOrigins';
import { RUNTIME_CACHE, SHELL_CACHE_PREFIX, TAKE_OVER, UPDATE_ASKED_FOR, VISITED_CACHE, type KeepRuntime } from '../../src/storage/offlineCaches';
import { withPolicy } from './policy';

declare const self: ServiceWorkerGlobalScope;

/** A file of the build, relative to this script, and the SHA-256 of its bytes. */
type BuiltFile = readonly [path: string, sha256: string];

/** What was built, filled in by plugin.ts. */
declare const BUILD: { readonly version: string; readonly shell: readonly BuiltFile[]; readonly runtime: readonly BuiltFile[] };

const { version, shell, runtime } = BUILD;
const SHELL_CACHE = SHELL_CACHE_PREFIX + version;
const urlOf = (path: string) => new URL(path, self.location.href).href;
const RUNTIME = new Map(runtime.map(([path, sha256]) => [urlOf(path), sha256]));
/** Kept last in a shell's cache: without it the cache is a deploy that was only half there, or a half kept one. */
const COMPLETE = urlOf('.synfer-complete');

// Kept answers have the headers that the server gave: isolation, and with it threads, and the page's policy hold offline as well.
self.addEventListener('install', (event) => event.waitUntil(keepShell()));
self.addEventListener('activate', (event) => event.waitUntil(takeCharge()));
self.addEventListener('message', (event) => {
  if (event.data === TAKE_OVER) event.waitUntil(self.skipWaiting());
  const [port] = event.ports;
  if (isKeepRuntime(event.data) && port) event.waitUntil(keepRuntime(event.data.keepRuntime).then((kept) => port.postMessage(kept)));
});
self.addEventListener('fetch', (event) => {
  const { request } = event;
  // Who asks for no store keeps a copy of its own: the synthesis worker its pack, by hash.
  if (request.method !== 'GET' || request.cache === 'no-store' || !request.url.startsWith(self.registration.scope)) return;
  event.respondWith(governed(event));
});

/**
 * Keeps the whole shell, or nothing of it.
 * @throws where the host does not have every file as it was built: its deploy is under way. The browser asks again later.
 */
async function keepShell(): Promise<void> {
  const files = await Promise.all(shell.map(async ([path, sha256]) => [urlOf(path), await fetchBuilt(urlOf(path), sha256, 'no-cache')] as const));
  const cache = await caches.open(SHELL_CACHE);
  for (const [url, response] of files) await cache.put(url, response);
  await cache.put(COMPLETE, new Response(version));
}

/** @throws where the answer is not the file that was built */
async function fetchBuilt(url: string, sha256: string, cache: RequestCache): Promise<Response> {
  const response = await fetch(url, { cache });
  if (!response.ok || (await sha256Hex(new Uint8Array(await response.clone().arrayBuffer()))) !== sha256) throw new Error(`${url} is not the file that was built.`);
  return response;
}

/** Keeps a file of the runtime for use offline. @returns whether it is kept */
async function keepRuntime(url: string): Promise<boolean> {
  const sha256 = RUNTIME.get(url);
  if (sha256 === undefined) return false;
  if (await match(RUNTIME_CACHE, url)) return true;
  try {
    const response = await fetchBuilt(url, sha256, 'no-store');
    await (await caches.open(RUNTIME_CACHE)).put(url, response);
    return true;
  } catch {
    return false;
  }
}

async function takeCharge(): Promise<void> {
  await (await caches.open(VISITED_CACHE)).delete(urlOf(UPDATE_ASKED_FOR));
  // The build before may still be open in another tab, which loads its workers when it needs them.
  const keep = (await otherShells()).at(-1);
  const shells = (await caches.keys()).filter((name) => name.startsWith(SHELL_CACHE_PREFIX) && name !== SHELL_CACHE && name !== keep);
  await Promise.all(shells.map((name) => caches.delete(name)));
  const kept = await caches.open(RUNTIME_CACHE);
  for (const { url } of await kept.keys()) {
    if (!RUNTIME.has(url)) await kept.delete(url);
  }
  // Not waited for: Firefox claims a page only when its workers, busy with a model, next let it, and the page's requests wait for this.
  void self.clients.claim();
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
  const others = await otherShells();
  const first = request.mode === 'navigate' && (await givesWay()) ? others.slice(-1) : [];
  // Files named by their content are the same in every build that has them.
  for (const name of [...first, SHELL_CACHE, ...others, RUNTIME_CACHE]) {
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

/** Whether a newer build was asked for and still waits: Chromium may start the older worker once more for the page that it should have. */
async function givesWay(): Promise<boolean> {
  return self.registration.waiting !== null && (await match(VISITED_CACHE, urlOf(UPDATE_ASKED_FOR))) !== undefined;
}

/** Those of other builds that are whole, in the order in which they were made. */
async function otherShells(): Promise<string[]> {
  const names = (await caches.keys()).filter((name) => name.startsWith(SHELL_CACHE_PREFIX) && name !== SHELL_CACHE);
  const whole = await Promise.all(names.map(async (name) => (await match(name, COMPLETE)) !== undefined));
  return names.filter((_, i) => whole[i]);
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

/** A full disk is no error of the page that asked. The runtime is kept when the page asks for it, checked. */
async function keep(request: Request, response: Response): Promise<void> {
  if (RUNTIME.has(request.url)) return;
  await (await caches.open(VISITED_CACHE)).put(request.url, response).catch(() => undefined);
}

function isKeepRuntime(data: unknown): data is KeepRuntime {
  return typeof data === 'object' && data !== null && 'keepRuntime' in data;
}

async function match(name: string, url: string): Promise<Response | undefined> {
  // A server's "Vary: Origin" tells apart what is the same here.
  return (await caches.open(name)).match(url, { ignoreVary: true });
}
