import { expect } from '@playwright/test';
import { readRecipe } from '../src/domain/png/recipeChunk';
import { Studio } from './support/studio';
import { test } from './support/test';
import { TINY_PACK } from './support/tinyPack';

test('a variation leads from the face of one seed to that of another, and is in the recipe', async ({ page }) => {
  const studio = new Studio(page);
  await studio.open(TINY_PACK);
  await studio.set({ seed: 9, steps: 3, semanticGuidance: 0 });
  await studio.generate();
  const other = await studio.pixels();

  await studio.set({ seed: 7 });
  await studio.unfold('Variation');
  await studio.number('Variation seed').fill('9');
  await studio.slider('Variation strength').fill('0.4');
  await studio.generate();
  await expect(page.getByRole('definition').filter({ hasText: /^7, 0\.4 towards 9$/ })).toBeVisible();
  expect((await readRecipe(new Uint8Array(await studio.downloadPng())))?.variation).toEqual({ seed: 9, strength: 0.4 });
  expect(await studio.pixels()).not.toEqual(other);

  await studio.slider('Variation strength').fill('1');
  await studio.generate();
  await expect(page.getByRole('definition').filter({ hasText: /^7, 1 towards 9$/ })).toBeVisible();
  expect(await studio.pixels()).toEqual(other);
});
