import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { parseRecipeJson } from '../src/domain/recipe/parse';
import { encodeShareFragment } from '../src/domain/recipe/shareLink';
import { testRecipe } from '../src/domain/recipe/testRecipe';
import { Studio } from './support/studio';
import { TINY_PACK, serveTinyPack } from './support/tinyPack';

async function openStudio(page: Page): Promise<Studio> {
  const studio = new Studio(page);
  await serveTinyPack(page);
  await studio.open(TINY_PACK);
  return studio;
}

test.describe('sharing a recipe', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

  test('a link copied in one profile opens in another', async ({ page, browser }) => {
    const studio = await openStudio(page);
    await studio.set({ prompt: 'a smiling old woman', seed: 77, steps: 3, au: { 'AU12 Lip corner puller': 4 } });
    await page.getByRole('button', { name: 'Copy link' }).click();
    await expect(studio.status).toContainText('Link copied');
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toContain('#r=1.');

    const other = await browser.newContext();
    const guest = new Studio(await other.newPage());
    await serveTinyPack(guest.page);
    await guest.page.goto(link);
    await expect(guest.prompt).toHaveValue('a smiling old woman');
    await expect(guest.slider('AU12 Lip corner puller')).toHaveValue('4');
    await expect(guest.number('Seed')).toHaveValue('77');
    await expect(guest.status).toContainText('The recipe of the link is open');
    expect(guest.page.url()).not.toContain('#r=');
    await other.close();
  });

  test('a link followed in an open studio replaces the recipe, and Undo brings it back', async ({ page }) => {
    const studio = await openStudio(page);
    await studio.set({ prompt: 'an old man' });
    const fragment = await encodeShareFragment(testRecipe({ pack: 'tiny-random', prompt: 'a young woman' }));
    await page.evaluate((hash) => (location.hash = hash), fragment);
    await expect(studio.prompt).toHaveValue('a young woman');
    await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
    await expect(studio.prompt).toHaveValue('an old man');
  });

  test('a damaged link says so and leaves the recipe alone', async ({ page }) => {
    const studio = await openStudio(page);
    await studio.set({ prompt: 'an old man' });
    await page.evaluate(() => (location.hash = '#r=1.broken'));
    await expect(studio.alert.filter({ hasText: 'damaged' })).toBeVisible();
    await expect(studio.prompt).toHaveValue('an old man');
  });

  test('a recipe is saved as a file that opens again', async ({ page }) => {
    const studio = await openStudio(page);
    await studio.set({ prompt: 'a bald man', au: { 'AU4 Brow lowerer': 2.5 } });
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save recipe' }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toMatch(/^synfer-recipe-[0-9a-f]{16}\.json$/);
    const text = await readFile(await download.path(), 'utf8');
    expect(parseRecipeJson(text)).toMatchObject({ prompt: 'a bald man', au: { AU4: 0.5 } });
    await expect(studio.status).toContainText('Recipe saved');
  });
});
