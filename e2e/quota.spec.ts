import { expect, type Page } from '@playwright/test';
import { readRecipe } from '../src/domain/png/recipeChunk';
import { QUIET_PAGE } from './support/quietPage';
import { Studio } from './support/studio';
import { test } from './support/test';
import { TINY_PACK } from './support/tinyPack';

/** A browser that allows the studio little room on its disk. */

test.use({ sharing: 'nothing' });

/**
 * Sets the most that the studio's origin may keep, in bytes, before the studio is opened: later, Chromium lets its databases grow for a
 * while by what it has promised them.
 * @returns lets the browser decide again
 */
async function allow(page: Page, bytes: number): Promise<() => Promise<unknown>> {
  await page.goto(QUIET_PAGE);
  const devtools = await page.context().newCDPSession(page);
  const { origin } = new URL(page.url());
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: bytes });
  return () => devtools.send('Storage.overrideQuotaForOrigin', { origin });
}

test('where there is no room, a face is said not to be kept and can be downloaded; with room again the next is kept', async ({ page }) => {
  const makeRoom = await allow(page, 1);
  const studio = new Studio(page);
  await studio.open(TINY_PACK);
  await studio.set({ seed: 1, steps: 2 });
  await studio.generate();
  await expect(studio.alert.filter({ hasText: /could not be kept .* storage is full/ })).toBeVisible();
  expect(await readRecipe(new Uint8Array(await studio.downloadPng()))).toMatchObject({ seed: 1 });
  await expect(studio.recentFaces).toHaveCount(0);

  await makeRoom();
  await studio.set({ seed: 2 });
  await studio.generate();
  await expect(studio.recentFaces).toHaveCount(1);
});

test('200 MB are enough for the shipped model and its faces', async ({ page }) => {
  await allow(page, 200_000_000);
  const studio = new Studio(page);
  await studio.open();
  await studio.set({ steps: 2 });
  await studio.generate();
  await expect(studio.recentFaces).toHaveCount(1);
  await page.reload();
  await studio.expectReady();
  await expect(studio.recentFaces).toHaveCount(1);
  await expect(studio.alert).toHaveCount(0);
});
