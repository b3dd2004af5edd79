import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { readRecipe } from '../src/domain/png/recipeChunk';
import { expectAccessible } from './support/axe';
import { Studio, meanDifference } from './support/studio';
import { test } from './support/test';
import { TINY_PACK } from './support/tinyPack';

const SMILE = 'AU12 Lip corner puller';

/** The studio with a face of six steps on the stage. */
async function openWithFace(page: Page, sampler = 'ddim'): Promise<Studio> {
  const studio = new Studio(page);
  await studio.open(TINY_PACK);
  await studio.set({ seed: 7, steps: 6, expression: 'fear', semanticGuidance: 1 });
  await page.getByRole('combobox', { name: 'Sampler' }).selectOption(sampler);
  await studio.generate();
  return studio;
}

const forkButton = (page: Page) => page.getByRole('button', { name: 'Fork here' });
const origin = (page: Page) => page.getByText(/^Fork of face [0-9a-f]{6}: steps 1–3 are taken over from it\.$/);

/** Look at a step and fork there. */
async function forkAfter(studio: Studio, step: number): Promise<void> {
  await studio.slider('Step').fill(String(step));
  await forkButton(studio.page).click();
  await expect(origin(studio.page)).toBeVisible();
  await studio.expectFace();
}

for (const sampler of ['ddim', 'dpmsolver++']) {
  test(`a fork with the settings as they were is the original, pixel by pixel: ${sampler}`, async ({ page }) => {
    const studio = await openWithFace(page, sampler);
    const original = await studio.pixels();
    await forkAfter(studio, 3);
    expect(await studio.pixels()).toEqual(original);
  });
}

test('a fork keeps the steps up to it, goes on with other settings, and says so', async ({ page }) => {
  const studio = await openWithFace(page, 'dpmsolver++');
  const original = await studio.pixels();
  const before = [await studio.pixels(studio.steps.nth(2).getByRole('img')), await studio.pixels(studio.steps.nth(3).getByRole('img'))];
  // What holds for the whole face is the face's, whatever the panel says.
  await studio.set({ seed: 99, au: { [SMILE]: 5 } });
  await forkAfter(studio, 3);

  await expect(studio.number('Seed')).toHaveValue('7');
  await expect(studio.steps).toHaveCount(6);
  await expect(studio.steps.getByRole('img', { name: /taken over$/ })).toHaveCount(3);
  expect(await studio.pixels(studio.steps.nth(2).getByRole('img'))).toEqual(before[0]);
  expect(await studio.pixels(studio.steps.nth(3).getByRole('img'))).not.toEqual(before[1]);
  expect(meanDifference(await studio.pixels(), original)).toBeGreaterThan(0);
  await expect(page.getByRole('definition').filter({ hasText: /^after step 3$/ })).toBeVisible();
  await expect(studio.recentFaces).toHaveCount(2);

  await page.getByRole('button', { name: /^Show face/ }).click();
  await expect(origin(page)).toHaveCount(0);
  expect(await studio.pixels()).toEqual(original);
});

test.describe('where no step is remembered', () => {
  test.use({ sharing: 'models' });

  test('a fork is made again from its file and from its recipe alone, to the same pixels', async ({ page }) => {
    const studio = await openWithFace(page);
    await studio.set({ au: { [SMILE]: 5 } });
    await forkAfter(studio, 3);
    const fork = await studio.pixels();
    const png = await studio.downloadPng();
    expect((await readRecipe(new Uint8Array(png)))?.forks).toMatchObject([{ step: 3, before: { au: {}, expression: 'fear' } }]);
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save recipe' }).click();
    const recipe = await readFile(await (await saving).path(), 'utf8');

    // A fresh page remembers no step.
    for (const [name, type, bytes] of [['face.png', 'image/png', png], ['recipe.json', 'application/json', Buffer.from(recipe)]] as const) {
      await page.evaluate(() => localStorage.clear());
      await page.goto('about:blank');
      await studio.open(TINY_PACK);
      await studio.drop(name, type, bytes);
      await expect(page.getByText(/^Fork: the first 3 steps are those of face/)).toBeVisible();
      await studio.generate();
      await expect(origin(page)).toBeVisible();
      expect(await studio.pixels()).toEqual(fork);
    }

    await page.getByRole('button', { name: 'Leave fork' }).click();
    await studio.generateButton.click();
    await expect(origin(page)).toHaveCount(0);
    await studio.expectFace();
    expect(await studio.pixels()).not.toEqual(fork);
  });
});

test('where there is nothing to go on from, the button says why', async ({ page }) => {
  const studio = await openWithFace(page);
  await expect(forkButton(page)).toBeDisabled();
  await expect(forkButton(page)).toHaveAccessibleDescription('To fork this face, look at a step before the last.');
  await studio.slider('Step').fill('5');
  await expect(forkButton(page)).toBeEnabled();
  // The steps after the fork can be none.
  await forkButton(page).click();
  await studio.expectFace();
  await studio.number('Steps').fill('5');
  await expect(studio.number('Steps')).toHaveAttribute('aria-invalid', 'true');
});

test('a run that was stopped is forked from the keyboard', async ({ page }) => {
  const studio = new Studio(page);
  // The shipped pack: a run of the tiny one is over before it can be stopped.
  await studio.open();
  await studio.set({ steps: 24 });
  await studio.generateButton.click();
  await expect(studio.steps.nth(3)).toBeVisible();
  await studio.stopButton.click();
  await expect(page.getByText(/^Stopped after step \d+ of 24/)).toBeVisible();
  await studio.slider('Step').fill('3');
  await page.keyboard.press('f');
  await expect(origin(page)).toBeVisible();
  await studio.expectFace();
});

for (const [name, viewport] of Object.entries({ wide: { width: 1440, height: 900 }, narrow: { width: 360, height: 740 } })) {
  test.describe(name, () => {
    test.use({ viewport });

    test('a fork has no accessibility violations', async ({ page }) => {
      const studio = new Studio(page);
      await studio.open(TINY_PACK);
      await studio.generate();
      // On a narrow screen the steps lie beside what is read from the face.
      if (name === 'narrow') await page.getByRole('tab', { name: 'Reading' }).click();
      await studio.slider('Step').fill('3');
      await expectAccessible(page);
      await forkButton(page).click();
      await expect(origin(page)).toBeVisible();
      await studio.expectFace();
      await expectAccessible(page);
    });
  });
}
