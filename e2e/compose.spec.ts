import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { parseRecipeJson } from '../src/domain/recipe/parse';
import { encodeShareFragment } from '../src/domain/recipe/shareLink';
import { testRecipe } from '../src/domain/recipe/testRecipe';
import { expectAccessible } from './support/axe';
import { Studio } from './support/studio';
import { test } from './support/test';
import { TINY_PACK_OF_LOOKS } from './support/tinyPack';

async function openStudio(page: Page): Promise<Studio> {
  const studio = new Studio(page);
  await studio.open(TINY_PACK_OF_LOOKS);
  return studio;
}

test('a prompt with choices is kept beside the one that the seed chose, in the face and in its picture', async ({ page }) => {
  const studio = await openStudio(page);
  await studio.set({ prompt: 'a {young|old} woman', seed: 5, steps: 2 });
  await studio.generate();
  const reading = page.getByRole('region', { name: 'Made with' });
  await expect(reading).toContainText('Chosen froma {young|old} woman');
  const png = await studio.downloadPng();
  await studio.set({ prompt: 'a man' });
  await page.getByRole('button', { name: 'Use the prompt with its choices' }).click();
  await expect(studio.prompt).toHaveValue('a {young|old} woman');

  await studio.recentFaces.first().getByRole('button').press('Delete');
  await expect(studio.recentFaces).toHaveCount(0);
  await studio.drop('face.png', 'image/png', png);
  await expect(studio.prompt).toHaveValue(/^a (young|old) woman$/);
  await studio.recentFaces.first().getByRole('button').first().click();
  await expect(reading).toContainText('Chosen froma {young|old} woman');
});

test.describe('sharing a recipe', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

  test('a link copied in one profile opens in another and gives the same pixels', async ({ page, browser }) => {
    const studio = await openStudio(page);
    await studio.set({ prompt: 'a smiling old woman', seed: 77, steps: 3, au: { 'AU12 Lip corner puller': 4 } });
    await page.getByRole('button', { name: 'Copy link' }).click();
    await expect(studio.status).toContainText('Link copied');
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toContain('#r=1.');
    await studio.generate();

    const other = await browser.newContext();
    const guest = new Studio(await other.newPage());
    await guest.page.goto(link);
    await expect(guest.prompt).toHaveValue('a smiling old woman');
    await expect(guest.slider('AU12 Lip corner puller')).toHaveValue('4');
    await expect(guest.number('Seed')).toHaveValue('77');
    await expect(guest.status).toContainText('The recipe of the link is open');
    expect(guest.page.url()).not.toContain('#r=');
    await guest.generate();
    expect(await guest.pixels()).toEqual(await studio.pixels());
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

test.describe('action units', () => {
  test('conflicts are told beside the sliders and under them, and hinder nothing', async ({ page }) => {
    const studio = await openStudio(page);
    const pressor = studio.slider('AU24 Lip pressor');
    await studio.showAllUnits();
    await studio.set({ au: { 'AU24 Lip pressor': 3 } });
    await expect(pressor).toHaveAccessibleDescription('');
    await studio.set({ au: { 'AU25 Lips part': 2 } });
    await expect(pressor).toHaveAccessibleDescription('Cannot go with AU25');
    await expect(page.getByRole('note', { name: 'Conflicts of action units' })).toContainText('AU25 with AU24');
    await expect(studio.generateButton).toBeEnabled();
    await studio.set({ au: { 'AU25 Lips part': 0 } });
    await expect(page.getByRole('note', { name: 'Conflicts of action units' })).toHaveCount(0);
  });

  test('each unit explains itself from the keyboard', async ({ page }) => {
    await openStudio(page);
    const name = page.getByRole('button', { name: 'AU12 Lip corner puller', exact: true });
    await name.focus();
    await page.keyboard.press('Enter');
    await expect(name).toHaveAttribute('aria-expanded', 'true');
    await expect(page.getByText('Zygomaticus major')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByText('Zygomaticus major')).toHaveCount(0);
  });

  test('are found by number, name and muscle, and by being active', async ({ page }) => {
    const studio = await openStudio(page);
    const search = page.getByRole('searchbox', { name: 'Search action units' });
    await search.fill('risorius');
    await expect(studio.slider('AU20 Lip stretcher')).toBeVisible();
    await expect(studio.slider('AU12 Lip corner puller')).toHaveCount(0);
    await search.fill('');
    await studio.set({ au: { 'AU6 Cheek raiser': 2 } });
    await page.getByRole('checkbox', { name: 'Only active' }).check();
    await expect(page.getByRole('slider', { name: /^AU/ }).and(page.locator('.action-units input'))).toHaveCount(1);
  });

  test('typed as numbers show what Undo brings back, though the field has the focus', async ({ page }) => {
    const studio = await openStudio(page);
    const number = page.getByRole('spinbutton', { name: 'AU12 Lip corner puller value' });
    await number.fill('3.5');
    await expect(studio.slider('AU12 Lip corner puller')).toHaveValue('3.5');
    await page.keyboard.press('Control+Z');
    await expect(number).toHaveValue('0');
    await expect(studio.slider('AU12 Lip corner puller')).toHaveValue('0');
  });

  test('are scaled together as one step of the history', async ({ page }) => {
    const studio = await openStudio(page);
    await studio.set({ au: { 'AU6 Cheek raiser': 2, 'AU12 Lip corner puller': 4 } });
    const global = studio.slider('Global intensity');
    await global.fill('75');
    await global.fill('50');
    await expect(studio.slider('AU12 Lip corner puller')).toHaveValue('2');
    await page.keyboard.press('Control+Z');
    await expect(studio.slider('AU12 Lip corner puller')).toHaveValue('4');
    await expect(studio.slider('AU6 Cheek raiser')).toHaveValue('2');
  });
});

test.describe('the schematic face', () => {
  test('follows the sliders before any diffusion, and says what it shows', async ({ page }) => {
    const studio = await openStudio(page);
    await expect(page.getByRole('img', { name: 'Schematic face at rest' })).toBeVisible();
    const mouth = page.locator('.face-mouth');
    const rest = await mouth.getAttribute('d');
    await page.getByRole('button', { name: 'Separate left and right for AU12' }).click();
    await studio.set({ au: { 'AU12 Lip corner puller left': 5 } });
    await expect(page.getByRole('img', { name: 'Schematic face: Lip corner puller maximum on the left' })).toBeVisible();
    expect(await mouth.getAttribute('d')).not.toBe(rest);
    await expect(studio.face).toHaveCount(0);
  });

  test('shows the muscles that work', async ({ page }) => {
    const studio = await openStudio(page);
    await studio.set({ au: { 'AU4 Brow lowerer': 5 } });
    await page.getByRole('button', { name: 'Muscles' }).click();
    await expect(page.getByRole('list', { name: 'Working muscles' })).toContainText('Corrugator supercilii');
    await expect(page.locator('.muscle.active')).toHaveCount(3);
  });
});

test.describe('expressions', () => {
  test('have presets from several sources, each named', async ({ page }) => {
    const studio = await openStudio(page);
    await page.getByRole('combobox', { name: 'Presets after' }).selectOption('Du, Tao & Martinez 2014');
    await expect(page.getByRole('button', { name: 'contempt' })).toBeDisabled();
    await page.getByRole('button', { name: 'anger' }).click();
    await expect(page.getByRole('textbox', { name: 'FACS code' })).toHaveValue('4D+7D+24D');
    await expect(studio.expression('anger')).toBeChecked();
  });

  test('are blended', async ({ page }) => {
    const studio = await openStudio(page);
    await page.getByText('Blend two expressions').click();
    await page.getByRole('combobox', { name: 'From' }).selectOption('happiness');
    await page.getByRole('combobox', { name: 'To', exact: true }).selectOption('sadness');
    await studio.slider('Blend').fill('20');
    await expect(studio.slider('AU12 Lip corner puller')).toHaveValue('4');
    await expect(studio.slider('AU15 Lip corner depressor')).toHaveValue('1');
    await expect(studio.expression('happiness')).toBeChecked();
  });

  test('are proposed for a valence and an arousal, by pointer and by key', async ({ page }) => {
    const studio = await openStudio(page);
    await page.getByText('Valence and arousal').click();
    const pad = page.locator('.affect-pad');
    await pad.scrollIntoViewIfNeeded();
    const box = await pad.boundingBox();
    if (!box) throw new Error('the pad is not drawn');
    await pad.click({ position: { x: box.width * 0.82, y: box.height * 0.36 } });
    await expect(studio.expression('happiness')).toBeChecked();
    await studio.slider('Valence').focus();
    await page.keyboard.press('Home');
    await expect(studio.slider('Valence')).toHaveValue('-1');
    await expect(studio.expression('happiness')).not.toBeChecked();
    await expect(studio.slider('AU12 Lip corner puller')).toHaveValue('0');
  });
});

test.describe('the prompt', () => {
  test('has choices that the seed makes, and the face carries what was chosen', async ({ page }) => {
    const studio = await openStudio(page);
    await studio.set({ prompt: 'a {young|old} {man|woman}', seed: 5, steps: 2 });
    await expect(studio.prompt).toHaveAccessibleDescription(/^4 variants; seed 5 takes “a (young|old) (man|woman)”/);
    await studio.generate();
    await expect(page.getByText('The settings have changed since this face.')).toHaveCount(0);
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save recipe' }).click();
    const saved = parseRecipeJson(await readFile(await (await downloading).path(), 'utf8'));
    expect(saved.prompt).toBe('a {young|old} {man|woman}');
  });

  test('is kept in a history that outlives the page', async ({ page }) => {
    const studio = await openStudio(page);
    await studio.set({ prompt: 'a young man', steps: 2 });
    await studio.generate();
    await studio.set({ prompt: 'something else' });
    await page.reload();
    await studio.expectReady();
    await page.getByRole('button', { name: 'Prompt history' }).click();
    await expect(page.getByRole('menuitem').first()).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(studio.prompt).toHaveValue('a young man');
    await expect(page.getByRole('button', { name: 'Prompt history' })).toBeFocused();
  });

  test('is put together from attributes the model knows', async ({ page }) => {
    const studio = await openStudio(page);
    await page.getByText('Attributes').click();
    await page.getByRole('button', { name: 'red hair' }).click();
    await page.getByRole('button', { name: 'young woman' }).click();
    await expect(studio.prompt).toHaveValue('a young woman, red hair');
    await page.getByRole('button', { name: 'black hair' }).click();
    await expect(studio.prompt).toHaveValue('a young woman, black hair');
    await expect(page.getByRole('button', { name: 'red hair' })).toHaveAttribute('aria-pressed', 'false');
    await expect(page.locator('mark')).toHaveCount(0);
  });
});

for (const [size, viewport] of Object.entries({ wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } })) {
  test.describe(size, () => {
    test.use({ viewport });

    test('no accessibility violations with everything unfolded', async ({ page }) => {
      const studio = await openStudio(page);
      await studio.set({ prompt: 'a {young|old} unicorn' });
      for (const text of ['Attributes', 'Blend two expressions', 'Valence and arousal']) await page.getByText(text).click();
      await page.getByRole('button', { name: 'contempt' }).click();
      await expectAccessible(page);
      if (size === 'narrow') await page.getByRole('tab', { name: 'Action units' }).click();
      await studio.showAllUnits();
      await studio.set({ au: { 'AU24 Lip pressor': 3, 'AU25 Lips part': 2 } });
      await page.getByRole('button', { name: 'AU1 Inner brow raiser', exact: true }).click();
      await page.getByRole('button', { name: 'Muscles' }).click();
      await expectAccessible(page);
    });
  });
}
