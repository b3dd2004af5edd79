import { expect, test } from '@playwright/test';
import { Studio } from './support/studio';

test('on a host without isolation headers one thread makes the face, and the studio says so', async ({ page }) => {
  const studio = new Studio(page);
  await studio.open();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  await page.getByText('wasm, 1 thread', { exact: true }).click();
  await expect(page.getByText(/not cross-origin isolated/)).toBeVisible();
  await studio.set({ prompt: 'a young woman', steps: 2, seed: 1 });
  await studio.generate();
  await expect(studio.steps).toHaveCount(2);
});
