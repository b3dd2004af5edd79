import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { serveCopy, type OwnServer } from './support/server';
import { Studio } from './support/studio';
import { test as base } from './support/test';

const test = base.extend<{ server: OwnServer }>({
  server: async ({}, use) => {
    const server = await serveCopy(4177);
    await use(server);
    await server.close();
  },
});

test.use({ sharing: 'nothing', serviceWorkers: 'allow' });

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Puts another build in the place of the one that is served: its page, and its service worker, which names the page's hash. */
async function deployNext({ folder }: OwnServer, page: 'whole' | 'cut' = 'whole'): Promise<void> {
  const [worker, html] = [join(folder, 'sw.js'), join(folder, 'index.html')];
  const before = await readFile(html, 'utf8');
  const after = before.replace('<body>', '<body data-build="next">');
  const script = await readFile(worker, 'utf8');
  await writeFile(html, page === 'whole' ? after : after.slice(0, 200));
  await writeFile(worker, script.replace(/version:\s*(["'`])/, '$&next-').replace(sha256(before), sha256(after)));
}

test('after the first load the studio opens, isolated, and makes a face without its server', async ({ page, context, server }) => {
  const studio = new Studio(page);
  await page.goto(server.url);
  await studio.expectReady();
  await expect(page.getByText('Works offline')).toBeVisible();

  await server.close();
  await context.setOffline(true);
  await page.reload();
  await studio.expectReady();
  await expect(page.getByText('Works offline')).toBeVisible();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  expect(await page.evaluate(() => fetch('nowhere.json').then(() => 'answered', () => 'no answer'))).toBe('no answer');
  await studio.set({ prompt: 'a young woman', steps: 2, seed: 1 });
  await studio.generate();

  await page.goto(`${server.url}?backend=wasm#/gallery`);
  await expect(page.getByRole('heading', { name: 'Gallery' })).toBeVisible();
});

test('what is kept is kept once: weights by hash, and the runtime of the backend in use', async ({ page, server }) => {
  const studio = new Studio(page);
  await page.goto(server.url);
  await studio.expectReady();
  await expect(page.getByText('Works offline')).toBeVisible();
  await page.reload();
  await studio.expectReady();
  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const keys = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)));
    return keys.flat();
  });
  expect(kept.filter((url) => url.endsWith('.weights'))).toEqual([]);
  expect(kept.filter((url) => url.endsWith('.wasm'))).toHaveLength(1);
  expect(new Set(kept).size).toBe(kept.length);
});

test('a new build is announced, waits for the run, and comes when it is asked for', async ({ page, server }) => {
  const studio = new Studio(page);
  await page.goto(server.url);
  await studio.expectReady();
  await expect(page.getByText('Works offline')).toBeVisible();

  await deployNext(server);
  await page.reload();
  await studio.expectReady();
  const update = page.getByRole('button', { name: 'Reload to update' });
  await expect(update).toBeEnabled();
  await expect(page.locator('body')).not.toHaveAttribute('data-build');

  await studio.set({ prompt: 'a young woman', steps: 100, seed: 1 });
  await studio.generateButton.click();
  await expect(update).toBeDisabled();
  await studio.stopButton.click();
  await update.click();
  await expect(page.locator('body')).toHaveAttribute('data-build', 'next');
  await expect(studio.prompt).toHaveValue('a young woman');
  await expect(update).toBeHidden();
});

test('a deploy that is only half there is not kept, and the build that is goes on; the whole one comes', async ({ page, server }) => {
  const studio = new Studio(page);
  await page.goto(server.url);
  await studio.expectReady();
  await expect(page.getByText('Works offline')).toBeVisible();
  const html = await readFile(join(server.folder, 'index.html'), 'utf8');
  const installed = () => page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting?.state ?? 'none');

  await deployNext(server, 'cut');
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await new Promise<void>((resolve) => {
      registration.addEventListener('updatefound', () => {
        const worker = registration.installing;
        worker?.addEventListener('statechange', () => worker.state === 'redundant' && resolve());
      });
      void registration.update();
    });
  });
  expect(await installed()).toBe('none');
  await page.reload();
  await studio.expectReady();
  await expect(page.getByText('Works offline')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Reload to update' })).toBeHidden();

  await writeFile(join(server.folder, 'index.html'), html.replace('<body>', '<body data-build="next">'));
  await page.reload();
  await page.getByRole('button', { name: 'Reload to update' }).click();
  await expect(page.locator('body')).toHaveAttribute('data-build', 'next');
});

test('the studio can be installed: its manifest and icons are served', async ({ page, server }) => {
  await page.goto(server.url);
  const manifest = await page.evaluate(async () => {
    const link = document.querySelector<HTMLLinkElement>('link[rel=manifest]');
    const response = await fetch(link?.href ?? '');
    return (await response.json()) as { name: string; icons: { src: string }[] };
  });
  expect(manifest.name).toBe('SynFER Studio');
  for (const { src } of manifest.icons) expect((await page.request.get(server.url + src)).status()).toBe(200);
});
