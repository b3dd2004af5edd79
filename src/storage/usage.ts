import type { StoreNames } from 'idb';
import { openStudioDb, type StudioSchema } from './db';
import { RUNTIME_CACHE, SHELL_CACHE_PREFIX, VISITED_CACHE } from './offlineCaches';
import { originRoom } from './originStorage';
import { listKeptPacks, type KeptPack } from './packFiles';
import { isPersisted } from './persistence';
import { roughBytes } from './roughBytes';
import { listSetAside, type SetAside } from './setAside';
import { settingsBytes } from './settings';

export interface StoreUse {
  readonly count: number;
  /** Estimated from some of the records. */
  readonly bytes: number;
}

/** What the studio keeps in this browser. */
export interface StorageUse {
  readonly faces: StoreUse;
  /** Of the faces whose steps are kept. */
  readonly steps: StoreUse;
  readonly curation: StoreUse;
  readonly batches: StoreUse;
  readonly trash: StoreUse;
  readonly settings: number;
  readonly setAside: readonly SetAside[];
  readonly packs: readonly KeptPack[];
  /** The studio itself, for use offline. */
  readonly studio: number;
  /** Of everything at this address, as the browser counts it; null where it does not say. */
  readonly total: number | null;
  readonly quota: number | null;
  /** Whether the browser has promised to keep it when the disk gets full. */
  readonly persisted: boolean;
}

export async function measureStorage(): Promise<StorageUse> {
  const [faces, summaries, steps, curation, batches, items, pictures, trash] = await Promise.all([
    measure('faces'),
    measure('summaries'),
    measure('trajectories'),
    measure('curations'),
    measure('batches'),
    measure('batchItems'),
    measure('batchPictures'),
    measure('trash'),
  ]);
  const [setAside, packs, studio, estimate, persisted] = await Promise.all([
    listSetAside(),
    listKeptPacks(),
    measureStudio(),
    originRoom(),
    isPersisted(),
  ]);
  // Deleted faces lie among the others until they are let go of.
  const eachFace = faces.count === 0 ? 0 : faces.bytes / faces.count;
  const trashed = Math.round(trash.count * eachFace);
  return {
    faces: { count: faces.count - trash.count, bytes: faces.bytes - trashed + summaries.bytes },
    steps,
    curation,
    batches: { count: batches.count, bytes: batches.bytes + items.bytes + pictures.bytes },
    trash: { count: trash.count, bytes: trashed + trash.bytes },
    settings: settingsBytes(),
    setAside,
    packs,
    studio,
    total: estimate.usage ?? null,
    quota: estimate.quota ?? null,
    persisted,
  };
}

/** Ten thousand faces are not read for the sake of a number. */
const SAMPLE = 8;

async function measure(name: StoreNames<StudioSchema>): Promise<StoreUse> {
  const tx = (await openStudioDb()).transaction(name);
  const [count, sample] = await Promise.all([tx.store.count(), tx.store.getAll(null, SAMPLE)]);
  const bytes = sample.reduce((sum, record) => sum + roughBytes(record), 0);
  return { count, bytes: sample.length === 0 ? 0 : Math.round((bytes / sample.length) * count) };
}

async function measureStudio(): Promise<number> {
  if (typeof caches === 'undefined') return 0;
  const names = (await caches.keys()).filter((name) => name.startsWith(SHELL_CACHE_PREFIX) || name === RUNTIME_CACHE || name === VISITED_CACHE);
  const sizes = await Promise.all(names.map(cacheBytes));
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function cacheBytes(name: string): Promise<number> {
  const cache = await caches.open(name);
  const sizes = await Promise.all(
    (await cache.keys()).map(async (request) => (await (await cache.match(request, { ignoreVary: true }))?.blob())?.size ?? 0),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
