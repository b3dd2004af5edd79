import { expect } from '@playwright/test';
import { wasmThreads } from '../workers/synthesis/runtime/wasmThreads';
import { Studio } from './support/studio';
import { test } from './support/test';
import { TINY_PACK } from './support/tinyPack';

test.use({ sharing: 'models' });

test('as served by npm start the page is isolated, and the runtime takes its threads', async ({ page }) => {
  const studio = new Studio(page);
  await studio.open(TINY_PACK);
  const { isolated, cores } = await page.evaluate(() => ({ isolated: crossOriginIsolated, cores: navigator.hardwareConcurrency }));
  expect(isolated).toBe(true);
  const threads = wasmThreads(isolated, cores);
  await expect(page.getByText(`wasm, ${String(threads)} thread${threads === 1 ? '' : 's'}`, { exact: true })).toBeVisible();
});

test('nothing is asked of any other host', async ({ page, baseURL }) => {
  const hosts = new Set<string>();
  page.context().on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http')) hosts.add(origin);
  });
  const studio = new Studio(page);
  await studio.open(TINY_PACK);
  await studio.set({ steps: 2 });
  await studio.generate();
  expect([...hosts]).toEqual([baseURL]);
});
