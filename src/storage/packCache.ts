import { fromBase64Url, toBase64Url } from '../domain/bytes/base64url';
import type { PackManifest } from '../domain/packs/manifest';
import { packFiles, parseManifest } from '../domain/packs/parseManifest';

/** The cache of verified pack files, as the synthesis worker fills it. Its keys are addresses that nobody requests. */
const CACHE = 'synfer-packs-1';
const FILES = '/.synfer-pack/';
const MANIFESTS = `${FILES}manifest/`;

/** A pack whose manifest is kept, and how much its kept files weigh. */
export interface KeptPack {
  /** The address it was loaded from. */
  readonly place: string;
  readonly manifest: PackManifest;
  readonly bytes: number;
}

export function openPackCache(): Promise<Cache> {
  return caches.open(CACHE);
}

export function fileKey(sha256: string): string {
  return new URL(`${FILES}${sha256}`, location.origin).href;
}

export function manifestKey(place: string): string {
  return new URL(`${MANIFESTS}${toBase64Url(new TextEncoder().encode(place))}`, location.origin).href;
}

/** Whether every file of the pack is kept, so that it loads without a connection. */
export async function isPackKept(manifest: PackManifest): Promise<boolean> {
  const kept = await keptKeys(await openPackCache());
  return packFiles(manifest).every(({ sha256 }) => kept.has(fileKey(sha256)));
}

/** The packs that are kept. Those of another format are passed over. */
export async function listKeptPacks(): Promise<KeptPack[]> {
  const cache = await openPackCache();
  const kept = await keptKeys(cache);
  const packs = await Promise.all([...kept].map((key) => readKeptPack(cache, key, kept)));
  return packs.filter((pack) => pack !== null);
}

/** Lets go of a pack's manifest, and of every file that no other kept pack names. */
export async function removeKeptPack(place: string): Promise<void> {
  const cache = await openPackCache();
  await cache.delete(manifestKey(place));
  const named = new Set((await listKeptPacks()).flatMap(({ manifest }) => packFiles(manifest).map(({ sha256 }) => fileKey(sha256))));
  for (const key of await keptKeys(cache)) {
    if (!isManifest(key) && !named.has(key)) await cache.delete(key);
  }
}

async function readKeptPack(cache: Cache, key: string, kept: ReadonlySet<string>): Promise<KeptPack | null> {
  const bytes = isManifest(key) ? fromBase64Url(key.slice(manifestPrefix().length)) : null;
  const response = bytes && (await cache.match(key));
  if (!response) return null;
  try {
    const manifest = parseManifest(await response.text());
    const files = packFiles(manifest).filter(({ sha256 }) => kept.has(fileKey(sha256)));
    return { place: new TextDecoder().decode(bytes), manifest, bytes: files.reduce((sum, file) => sum + file.bytes, 0) };
  } catch {
    return null;
  }
}

async function keptKeys(cache: Cache): Promise<Set<string>> {
  return new Set((await cache.keys()).map(({ url }) => url));
}

function isManifest(key: string): boolean {
  return key.startsWith(manifestPrefix());
}

function manifestPrefix(): string {
  return new URL(MANIFESTS, location.origin).href;
}
