import { create } from 'zustand';
import { runtimeUrl } from '../../engine/device';
import { packFileUrl } from '../../engine/packSource';
import { TAKE_OVER, UPDATE_ASKED_FOR, VISITED_CACHE, type KeepRuntime } from '../../storage/offlineCaches';
import { isPackKept } from '../../storage/packFiles';
import type { LoadedPack } from '../../domain/packs/loading';
import { logEvent } from '../diagnostics/log';

interface OfflineState {
  /** Whether page, runtime and model are all kept in this browser. */
  readonly works: boolean;
  /** Whether a newer build is here and takes the place of this one with the next load. */
  readonly newBuild: boolean;
  /** Whether the newer build was asked for, and the page is about to be loaded anew. */
  readonly updating: boolean;
}

export const useOffline = create<OfflineState>(() => ({ works: false, newBuild: false, updating: false }));

/** Milliseconds within which a newer build takes the page over, as a rule. */
const TAKE_OVER_TIME = 2000;
/** Milliseconds without a file loaded after which the page counts as quiet, and how often that is waited for. */
const QUIET_TIME = 500;
const MOST_WAITS = 10;

/** What comes with a pack besides its weights; a pack may lack any of them. */
const COMPANIONS = ['pack.json', 'example.json', 'report.json', 'REPORT.md', 'MODEL_CARD.md', 'contact-sheet.jpg'];

/** The dev server has none: it would keep files that are just being changed. */
const worker = import.meta.env.PROD && 'serviceWorker' in navigator ? navigator.serviceWorker : null;

/** Has the studio kept for use offline, and looks out for newer builds. @returns the way to stop looking */
export function startOffline(): () => void {
  if (!worker) return () => undefined;
  const page = new AbortController();
  const { signal } = page;
  // The first service worker of all takes charge of a page of its own build.
  const wasControlled = worker.controller !== null;
  worker.addEventListener('controllerchange', () => useOffline.setState({ newBuild: wasControlled }), { signal });
  worker
    .register('sw.js')
    .then((registration) => watchForBuilds(registration, signal))
    .catch((error: unknown) => logEvent(`not kept for use offline: ${String(error)}`));
  return () => page.abort();
}

function watchForBuilds(registration: ServiceWorkerRegistration, signal: AbortSignal): void {
  const look = () => {
    if (registration.waiting && registration.active) useOffline.setState({ newBuild: true });
  };
  look();
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', look, { signal }), { signal });
  document.addEventListener(
    'visibilitychange',
    () => {
      if (document.visibilityState === 'visible') registration.update().catch(() => undefined);
    },
    { signal },
  );
}

/** What is being kept now. */
let keeping: Promise<void> = Promise.resolve();

/** Keeps what the page and the synthesis worker do not: the runtime of the chosen backend, and the pack's companions. */
export function keepForOffline(pack: LoadedPack): Promise<void> {
  keeping = keep(pack);
  return keeping;
}

async function keep({ manifest, choice }: LoadedPack): Promise<void> {
  if (!worker || choice.backend.kind === 'node') return;
  try {
    const { active } = await worker.ready;
    const runtime = active !== null && (await keepRuntime(active, runtimeUrl(choice.backend.kind)));
    const companions = COMPANIONS.map(packFileUrl).filter((url) => url !== null);
    await Promise.all(companions.map((url) => keepFile(VISITED_CACHE, url).catch(() => undefined)));
    useOffline.setState({ works: runtime && (await isPackKept(manifest)) });
  } catch (error) {
    logEvent(`not kept for use offline: ${String(error)}`);
  }
}

/** The service worker checks the file by its hash. @returns whether it is kept */
function keepRuntime(active: ServiceWorker, url: string): Promise<boolean> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = ({ data }: MessageEvent<boolean>) => resolve(data);
    const request: KeepRuntime = { keepRuntime: url };
    active.postMessage(request, [port2]);
  });
}

async function keepFile(cacheName: string, url: string): Promise<void> {
  const cache = await caches.open(cacheName);
  // Past the service worker, which would keep it as well.
  if (!(await cache.match(url, { ignoreVary: true }))) await cache.add(new Request(url, { cache: 'no-store' }));
}

/**
 * Gives the newer build the page, at the latest `TAKE_OVER_TIME` after the page has asked for nothing for a while: Chromium keeps a service
 * worker that is answering when it is told to go for up to five minutes.
 */
export async function reloadToUpdate(): Promise<void> {
  useOffline.setState({ updating: true });
  await keeping;
  await quiet();
  const waiting = (await worker?.getRegistration())?.waiting;
  if (worker && waiting) {
    const takenOver = new Promise((resolve) => worker.addEventListener('controllerchange', resolve, { once: true }));
    await (await caches.open(VISITED_CACHE)).put(UPDATE_ASKED_FOR, new Response());
    waiting.postMessage(TAKE_OVER);
    await Promise.race([takenOver, sleep(TAKE_OVER_TIME)]);
  }
  location.reload();
}

/** Waits until this page has loaded nothing for `QUIET_TIME`, but not for ever. */
async function quiet(): Promise<void> {
  let loaded = true;
  const observer = new PerformanceObserver(() => {
    loaded = true;
  });
  observer.observe({ type: 'resource' });
  for (let i = 0; i < MOST_WAITS && loaded; i++) {
    loaded = false;
    await sleep(QUIET_TIME);
  }
  observer.disconnect();
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
