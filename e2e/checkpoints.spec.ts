import { expect, test } from '@playwright/test';
import { readRecipe } from '../src/domain/png/recipeChunk';
import { bytesOf } from './support/downloads';
import { Studio } from './support/studio';
import { TINY_STABLE_DIFFUSION, TINY_FINEFACE } from './support/tinyPack';

test('a Stable Diffusion checkpoint makes a face from words, steps live, and says why it has no action units', async ({ page }) => {
  const studio = new Studio(page);
  await studio.open(TINY_STABLE_DIFFUSION);
  await expect(page.getByText(/takes no action units: its expression comes from the words alone/).first()).toBeVisible();
  await expect(page.getByRole('slider', { name: /^AU\d/ })).toHaveCount(0);
  await studio.set({ prompt: 'an astronaut, smiling', steps: 4 });
  await studio.generate();
  await expect(studio.steps).toHaveCount(4);
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: /PNG/ }).first().click();
  expect(await readRecipe(new Uint8Array(await bytesOf(await saving)))).toMatchObject({ pack: 'tiny-stable-diffusion', prompt: 'an astronaut, smiling', au: {} });
});

test('a FineFace checkpoint has its twelve units as sliders of 0–5', async ({ page }) => {
  const studio = new Studio(page);
  await studio.open(TINY_FINEFACE);
  const sliders = page.getByRole('slider', { name: /^AU\d/ });
  await expect(sliders).toHaveCount(12);
  for (const slider of await sliders.all()) await expect(slider).toHaveAttribute('max', '5');
  await studio.set({ steps: 2 });
  await studio.generate();
});
