import { readFile, readdir } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { fileURLToPath } from 'node:url';
import { downloadZip } from 'client-zip';
import { packManifestSchema } from '../../src/domain/packs/manifest';
import type { PackManifest } from '../../src/domain/packs/manifest';

/** Random weights in the real format: every network and every code path, in milliseconds. */
const FOLDER = fileURLToPath(new URL('../fixtures/tiny-pack/', import.meta.url));
const ADDRESS = 'packs-test/tiny/';

/** Query that makes the studio load the tiny pack. */
export const TINY_PACK = `?pack=${ADDRESS}`;

export interface Damage {
  /** pack.json as it is sent; may be anything. */
  readonly manifest?: (manifest: PackManifest) => unknown;
  /** Files answered with 404. */
  readonly missing?: readonly string[];
  /** Files whose last byte is changed. */
  readonly corrupted?: readonly string[];
}

/** Serve another of the tiny packs in e2e/fixtures, whole. @returns the query that makes the studio load it */
export async function serveFixturePack(page: Page, name: string): Promise<string> {
  const address = `packs-test/${name}/`;
  await page.context().route(`**/${address}**`, async (route) => {
    const file = new URL(route.request().url()).pathname.split(address)[1] ?? '';
    const body = await readFile(fileURLToPath(new URL(`../fixtures/${name}/${file}`, import.meta.url))).catch(() => null);
    await route.fulfill(body === null ? { status: 404, body: 'not found' } : { body, contentType: file.endsWith('.json') ? 'application/json' : 'application/octet-stream' });
  });
  return `?pack=${address}`;
}

/** Serve the tiny pack to this page, with whatever is to be wrong with it. */
export async function serveTinyPack(page: Page, damage: Damage = {}): Promise<void> {
  const manifest = packManifestSchema.parse(JSON.parse(await readFile(`${FOLDER}pack.json`, 'utf8')));
  // The whole context: the files are fetched by the worker.
  await page.context().route(`**/${ADDRESS}**`, async (route) => {
    const name = new URL(route.request().url()).pathname.split(ADDRESS)[1] ?? '';
    if (name === 'pack.json') {
      await route.fulfill({ json: damage.manifest ? damage.manifest(manifest) : manifest });
      return;
    }
    const body = damage.missing?.includes(name) ? null : await readFile(FOLDER + name).catch(() => null);
    if (body === null) {
      await route.fulfill({ status: 404, body: 'not found' });
      return;
    }
    if (damage.corrupted?.includes(name)) body[body.length - 1] = (body.at(-1) ?? 0) ^ 0xff;
    await route.fulfill({ body, contentType: 'application/octet-stream' });
  });
}

/** The tiny pack as a zip of its folder; one file may be damaged in it. */
export async function zipTinyPack(damaged?: string): Promise<Buffer> {
  const names = await readdir(FOLDER);
  const files = await Promise.all(
    names.map(async (name) => {
      const input = await readFile(FOLDER + name);
      if (name === damaged) input[input.length - 1] = (input.at(-1) ?? 0) ^ 0xff;
      return { name: `tiny/${name}`, input };
    }),
  );
  return Buffer.from(await downloadZip(files).arrayBuffer());
}
