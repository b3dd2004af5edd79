import { z } from 'zod';
import type { PackManifest } from '../domain/packs/manifest';
import { packFiles, parseManifest } from '../domain/packs/parseManifest';
import { originFolder } from './originStorage';

/**
 * Packs as the synthesis worker keeps them in this origin's private file system: checked files named by their SHA-256, unfinished ones
 * as `<sha256>.part`, and the manifests that name them.
 */
const FOLDER = 'packs';
/** Folder of the kept manifests, inside that of the packs. */
export const MANIFESTS = 'manifests';

/** A pack whose manifest is kept, and how much its kept files weigh. */
export interface KeptPack {
  /** The address it was loaded from. */
  readonly place: string;
  readonly manifest: PackManifest;
  readonly bytes: number;
  /** False where its download was not yet through. */
  readonly complete: boolean;
}

const keptManifestSchema = z.object({ place: z.string(), text: z.string(), complete: z.boolean() });
type KeptManifest = z.infer<typeof keptManifestSchema>;

/** Null where the text is no record of a manifest that this studio reads. */
export function parseKeptManifest(text: string): KeptManifest | null {
  try {
    const kept = keptManifestSchema.parse(JSON.parse(text));
    parseManifest(kept.text);
    return kept;
  } catch {
    return null;
  }
}

/** @throws where this browser has no private file system for the page */
export async function packFolder(): Promise<FileSystemDirectoryHandle> {
  const root = await originFolder();
  if (root === null) throw new Error('This browser keeps no files for this page.');
  return root.getDirectoryHandle(FOLDER, { create: true });
}

export async function readManifests(): Promise<KeptManifest[]> {
  const folder = await (await packFolder()).getDirectoryHandle(MANIFESTS, { create: true });
  const kept: KeptManifest[] = [];
  for await (const handle of folder.values()) {
    const manifest = handle.kind === 'file' ? parseKeptManifest(await (await (handle).getFile()).text()) : null;
    if (manifest) kept.push(manifest);
  }
  return kept;
}

/** Whether every file of the pack is kept, so that it loads without a connection. */
export async function isPackKept(manifest: PackManifest): Promise<boolean> {
  const sizes = await keptSizes();
  return packFiles(manifest).every(({ sha256 }) => sizes.has(sha256));
}

/** The packs that are kept, unfinished ones too. None where the browser keeps none. */
export async function listKeptPacks(): Promise<KeptPack[]> {
  try {
    const sizes = await keptSizes();
    return (await readManifests()).map(({ place, text, complete }) => {
      const manifest = parseManifest(text);
      const bytes = packFiles(manifest).reduce((sum, { sha256 }) => sum + (sizes.get(sha256) ?? sizes.get(`${sha256}.part`) ?? 0), 0);
      return { place, manifest, bytes, complete };
    });
  } catch {
    return [];
  }
}

/** Lets go of a pack's manifest, and of every file that no other kept pack names. */
export async function removeKeptPack(place: string): Promise<void> {
  const folder = await (await packFolder()).getDirectoryHandle(MANIFESTS, { create: true });
  for await (const handle of folder.values()) {
    if (handle.kind === 'file' && parseKeptManifest(await (await (handle).getFile()).text())?.place === place) await folder.removeEntry(handle.name);
  }
  await removeUnnamed();
}

/** Lets go of every file and part that no kept manifest names. What another tab is writing stays. */
export async function removeUnnamed(): Promise<void> {
  const named = new Set((await readManifests()).flatMap(({ text }) => packFiles(parseManifest(text)).map(({ sha256 }) => sha256)));
  const folder = await packFolder();
  for (const name of (await keptSizes()).keys()) {
    if (!named.has(name.slice(0, 64))) await folder.removeEntry(name).catch(() => undefined);
  }
}

/** Lets go of all packs. */
export async function removeAllPacks(): Promise<void> {
  await (await originFolder())?.removeEntry(FOLDER, { recursive: true }).catch(() => undefined);
}

/** Sizes of all files and parts by name. */
async function keptSizes(): Promise<Map<string, number>> {
  const sizes = new Map<string, number>();
  for await (const handle of (await packFolder()).values()) {
    if (handle.kind === 'file') sizes.set(handle.name, (await (handle).getFile()).size);
  }
  return sizes;
}
