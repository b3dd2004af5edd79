import { readFile, readdir } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { fileURLToPath } from 'node:url';
import { downloadZip } from 'client-zip';
import { packManifestSchema } from '../../src/domain/packs/manifest';
import type { PackManifest } from '../../src/domain/packs/manifest';

/** Random weights in the real format: every network and every code path, in milliseconds. */
const FOLDER = fileURLToPath(new URL('../fixtures/tiny-pack/', import.meta.url));

/** Queries that make the studio load a pack of e2e/fixtures; preview.config.ts serves them. */
export const TINY_PACK = '?pack=packs-test/tiny-pack/';
/** The tiny pack with words for looks. */
export const TINY_PACK_OF_LOOKS = '?pack=packs-test/tiny-pack-of-looks/';
export const TINY_STABLE_DIFFUSION = '?pack=packs-test/tiny-stable-diffusion/';
export const TINY_FINEFACE = '?pack=packs-test/tiny-fineface/';
/** Stable Diffusion with a classifier in its guidance graph. */
export const TINY_GUIDED = '?pack=packs-test/tiny-guided/';
/** Stable Diffusion that predicts v, with FineFace's adapter and a classifier in its guidance graph. */
export const TINY_GUIDED_FINEFACE = '?pack=packs-test/tiny-guided-fineface/';

export interface Damage {
  /** pack.json as it is sent; may be anything. */
  readonly manifest?: (manifest: PackManifest) => unknown;
  /** Files answered with 404. */
  readonly missing?: readonly string[];
  /** Files whose last byte is changed. */
  readonly corrupted?: readonly string[];
}

/**
 * Spoil the tiny pack for this page. The browser then caches nothing, so that only tests of what is wrong with packs do this.
 * @returns serves the right files from now on. The route stays: a request of the runtime's threads that is under way while routes are
 * taken away may never be answered.
 */
export async function damageTinyPack(page: Page, damage: Damage): Promise<() => void> {
  let mended = false;
  const manifest = packManifestSchema.parse(JSON.parse(await readFile(`${FOLDER}pack.json`, 'utf8')));
  // The whole context: the files are fetched by the worker.
  await page.context().route('**/packs-test/tiny-pack/**', async (route) => {
    const name = new URL(route.request().url()).pathname.split('/').at(-1) ?? '';
    if (mended) await route.continue();
    else if (name === 'pack.json' && damage.manifest) await route.fulfill({ json: damage.manifest(manifest) });
    else if (damage.missing?.includes(name)) await route.fulfill({ status: 404, body: 'not found' });
    else if (damage.corrupted?.includes(name)) await route.fulfill({ body: corrupted(await readFile(FOLDER + name)), contentType: 'application/octet-stream' });
    else await route.continue();
  });
  return () => {
    mended = true;
  };
}

function corrupted(bytes: Buffer): Buffer {
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 0xff;
  return bytes;
}

/** The tiny pack as a zip of its folder; one file may be damaged in it. */
export async function zipTinyPack(damaged?: string): Promise<Buffer> {
  const names = await readdir(FOLDER);
  const files = await Promise.all(
    names.map(async (name) => {
      const input = await readFile(FOLDER + name);
      return { name: `tiny/${name}`, input: name === damaged ? corrupted(input) : input };
    }),
  );
  return Buffer.from(await downloadZip(files).arrayBuffer());
}
