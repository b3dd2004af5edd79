import { expect } from '@playwright/test';
import { readRecipe } from '../src/domain/png/recipeChunk';
import { Studio } from './support/studio';
import { test } from './support/test';

test('a downloaded face carries its recipe, and dropping it brings the settings back', async ({ page }) => {
  const studio = new Studio(page);
  await studio.open();
  await studio.set({ prompt: 'a happy young woman', expression: 'happiness', seed: 11, steps: 2, au: { 'AU12 Lip corner puller': 3 } });
  await studio.generate();
  const file = await studio.downloadPng();

  const recipe = await readRecipe(new Uint8Array(file));
  expect(recipe).toMatchObject({
    format: 'synfer-recipe',
    prompt: 'a happy young woman',
    expression: 'happiness',
    seed: 11,
    steps: 2,
    au: { AU12: 0.6 },
  });

  await studio.set({ prompt: 'an old man', expression: 'anger', seed: 12, steps: 5, au: { 'AU12 Lip corner puller': 0 } });
  await studio.drop('face.png', 'image/png', file);
  await expect(studio.prompt).toHaveValue('a happy young woman');
  await expect(studio.expression('happiness')).toBeChecked();
  await expect(studio.number('Seed')).toHaveValue('11');
  await expect(studio.number('Steps')).toHaveValue('2');
  await expect(studio.slider('AU12 Lip corner puller')).toHaveValue('3');
});

test('recent faces survive a reload', async ({ page }) => {
  const studio = new Studio(page);
  await studio.open();
  await studio.set({ prompt: 'a young woman', seed: 3, steps: 2 });
  await studio.generate();
  const made = await studio.pixels();
  await expect(studio.recentFaces).toHaveCount(1);

  await page.reload();
  await expect(studio.recentFaces).toHaveCount(1);
  await studio.recentFaces.getByRole('button').click();
  await expect(studio.face).toBeVisible();
  expect(await studio.pixels()).toEqual(made);
  await expect(studio.steps).toHaveCount(2);
});
