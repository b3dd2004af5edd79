import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PackManifest } from '../../src/domain/packs/manifest';
import { parseManifest } from '../../src/domain/packs/parseManifest';
import { UsageError } from './usageError';

// Not `pathname`: in a URL, a space is %20.
const PACKS = fileURLToPath(new URL('../../public/packs/', import.meta.url));

/** A pack's folder and its manifest; its other files are read and verified when it is opened. */
export interface FoundPack {
  readonly folder: string;
  readonly manifest: PackManifest;
  readonly manifestBytes: Uint8Array;
  /** Of pack.json, which names the hashes of all other files. */
  readonly sha256: string;
}

/** The pack in this folder, or the only one in public/packs. @throws UsageError; DomainError as parseManifest */
export async function findPack(folder: string | null): Promise<FoundPack> {
  const found = folder ?? (await onlyPack());
  const bytes = await readFile(join(found, 'pack.json')).catch(() => {
    throw new UsageError(`There is no readable pack.json in ${found}. Name a model pack with --pack DIR.`);
  });
  return { folder: found, manifest: parseManifest(bytes.toString('utf8')), manifestBytes: bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}

async function onlyPack(): Promise<string> {
  const entries = await readdir(PACKS, { withFileTypes: true }).catch(() => []);
  const [first, ...others] = entries.filter((entry) => entry.isDirectory()).map((entry) => join(PACKS, entry.name));
  if (first === undefined) throw new UsageError(`There is no model pack in ${PACKS}. Name one with --pack DIR.`);
  if (others.length > 0) throw new UsageError(`There are several model packs in ${PACKS}. Name one with --pack DIR.`);
  return first;
}
