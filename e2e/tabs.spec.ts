import { expect, type Page } from '@playwright/test';
import { decodePng } from '../src/domain/png/decode';
import { encodePng } from '../src/domain/png/encode';
import { readRecipe, recipeChunks } from '../src/domain/png/recipeChunk';
import { Studio } from './support/studio';
import { test } from './support/test';
import { TINY_PACK } from './support/tinyPack';

test.use({ sharing: 'code' });

/** A tab of the same browser. */
async function openTab(page: Page): Promise<Studio> {
  const studio = new Studio(page);
  // Without the picker exports go through the origin's private file system.
  await page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
  await studio.open(TINY_PACK);
  return studio;
}

/** Names of everything in the origin's private file system, databases, and keys of its settings. */
function keptOf(page: Page) {
  return page.evaluate(async () => {
    const names: string[] = [];
    const walk = async (folder: FileSystemDirectoryHandle, path: string) => {
      for await (const [name, handle] of folder.entries()) {
        names.push(path + name);
        if (handle.kind === 'directory') await walk(handle, `${path}${name}/`);
      }
    };
    await walk(await navigator.storage.getDirectory(), '');
    return { files: names, settings: Object.keys(localStorage), databases: (await indexedDB.databases()).map(({ name }) => name) };
  });
}

async function exportAll(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Gallery', exact: true }).click();
  await page.getByRole('button', { name: /^Export \d+ shown…$/ }).click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('dialog').getByRole('button', { name: 'Export', exact: true }).click();
  await (await downloading).path();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
}

function countFaces(page: Page) {
  return page.evaluate(async () => {
    const open = indexedDB.open('synfer-studio');
    const db = await new Promise<IDBDatabase>((resolve) => (open.onsuccess = () => resolve(open.result)));
    const count = db.transaction('summaries').objectStore('summaries').count();
    return new Promise<number>((resolve) => (count.onsuccess = () => resolve(count.result))).finally(() => db.close());
  });
}

const exportsOf = async (page: Page) => (await keptOf(page)).files.filter((name) => name.startsWith('synfer-exports/'));

test('two tabs keep a draft each and share what is preferred', async ({ page, context }) => {
  const one = await openTab(page);
  const other = await openTab(await context.newPage());
  await one.set({ prompt: 'a young woman', seed: 11 });
  await other.set({ prompt: 'an old man', seed: 12 });
  await other.page.getByRole('button', { name: /^Theme/ }).click();
  const theme = await other.page.locator('html').getAttribute('data-theme');
  await expect(one.page.locator('html')).toHaveAttribute('data-theme', theme ?? '');
  await other.page.waitForTimeout(500);
  await one.page.reload();
  await expect(one.prompt).toHaveValue('a young woman');
  await other.page.reload();
  await expect(other.prompt).toHaveValue('an old man');
  await expect(other.page.locator('html')).toHaveAttribute('data-theme', theme ?? '');
});

test('exports of two tabs have a file each, which goes once nobody waits for it', async ({ page, context }) => {
  const one = await openTab(page);
  await one.set({ seed: 1, steps: 2 });
  await one.generate();
  const other = await openTab(await context.newPage());
  await exportAll(page);
  await exportAll(other.page);
  expect(await exportsOf(page)).toHaveLength(2);
  await exportAll(page);
  expect(await exportsOf(page)).toHaveLength(2);
  await other.page.close();
  await exportAll(page);
  expect(await exportsOf(page)).toHaveLength(1);
});

test('what is deleted in one tab is gone from all: the other keeps nothing of what it was making', async ({ page, context }) => {
  const one = await openTab(page);
  await one.set({ prompt: 'a young woman', seed: 1, steps: 2 });
  await one.generate();
  await exportAll(page);
  const other = await openTab(await context.newPage());
  await expect(other.recentFaces).toHaveCount(1);
  await other.set({ prompt: 'an old man', seed: 2, steps: 50 });
  await other.generateButton.click();
  await page.getByRole('link', { name: 'Diagnostics' }).click();
  await page.getByRole('button', { name: 'Delete everything…' }).click();
  // Whatever page opens next is a blank one: what is left is left by the studio.
  await page.route('**/*', (route) => (route.request().isNavigationRequest() ? route.fulfill({ contentType: 'text/html', body: 'blank' }) : route.continue()));
  await other.page.route('**/*', (route) => (route.request().isNavigationRequest() ? route.fulfill({ contentType: 'text/html', body: 'blank' }) : route.continue()));
  const left = Promise.all([page.waitForEvent('load'), other.page.waitForEvent('load')]);
  await page.getByRole('dialog', { name: 'Delete everything?' }).getByRole('button', { name: 'Delete everything' }).click();
  await left;
  expect(await keptOf(page)).toEqual({ files: [], settings: ['synfer.preferences'], databases: [] });

  await other.page.unrouteAll();
  await other.open(TINY_PACK);
  await expect(other.recentFaces).toHaveCount(0);
  await expect(other.prompt).toHaveValue('');
});

test('fifty pictures that are opened while a face is made are all kept, and so is the face', async ({ page }) => {
  const studio = await openTab(page);
  await studio.set({ seed: 1, steps: 2 });
  await studio.generate();
  const png = await studio.downloadPng();
  const recipe = await readRecipe(new Uint8Array(png));
  if (!recipe) throw new Error('no recipe');
  const pixels = await decodePng(new Uint8Array(png));
  const files = await Promise.all(
    Array.from({ length: 50 }, async (_, i) => ({ name: `${i}.png`, mimeType: 'image/png', buffer: Buffer.from(await encodePng(pixels, recipeChunks({ ...recipe, seed: 100 + i }))) })),
  );
  await studio.set({ seed: 2, steps: 50 });
  await studio.generateButton.click();
  await page.getByLabel('Recipe or face file').setInputFiles(files);
  await expect.poll(() => countFaces(page)).toBe(52);
  await expect(studio.alert).toHaveCount(0);
});
