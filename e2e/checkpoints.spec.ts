import { expect } from '@playwright/test';
import { readRecipe } from '../src/domain/png/recipeChunk';
import { bytesOf } from './support/downloads';
import { Studio, meanDifference } from './support/studio';
import { test } from './support/test';
import { TINY_FINEFACE, TINY_GUIDED, TINY_STABLE_DIFFUSION } from './support/tinyPack';

// Each loads a pack that no other test does.
test.use({ sharing: 'models' });

test('a Stable Diffusion checkpoint makes a face from words, steps live, and says why it has no action units', async ({ page }) => {
  const studio = new Studio(page);
  await studio.open(TINY_STABLE_DIFFUSION);
  await expect(page.getByText(/takes no action units: its expression comes from the words alone/).first()).toBeVisible();
  await expect(page.getByRole('slider', { name: /^AU\d/ })).toHaveCount(0);
  await studio.set({ prompt: 'an astronaut, smiling', steps: 4 });
  await studio.generate();
  await expect(studio.steps).toHaveCount(4);
  // Nobody looks at its faces: no label is made up.
  await expect(page.getByText(/No label\. .*comes without networks that label faces\. .*what was asked for is no label\..*in the view Label/)).toBeVisible();
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

test('a checkpoint with a classifier of its own is guided by it', async ({ page }) => {
  const studio = new Studio(page);
  await studio.open(TINY_GUIDED);
  await studio.set({ prompt: 'a face', expression: 'happiness', seed: 7, steps: 4, semanticGuidance: 0 });
  await studio.generate();
  const unguided = await studio.pixels();
  await studio.set({ semanticGuidance: 8 });
  await studio.generate();
  expect(meanDifference(await studio.pixels(), unguided)).toBeGreaterThan(1);
});
