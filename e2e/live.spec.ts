import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { Studio, meanDifference } from './support/studio';
import { test } from './support/test';
import { TINY_PACK } from './support/tinyPack';

const SMILE = 'AU12 Lip corner puller';

/** The text guidance that the tiny pack's student was taught, and one that it was not. */
const [TAUGHT, OTHER] = [2, 2.5];

/** The studio with a face on the stage, made in five steps without a guide: as many as a preview by the denoiser takes. */
async function openWithFace(page: Page, textGuidance = TAUGHT): Promise<Studio> {
  const studio = new Studio(page);
  await studio.open(TINY_PACK);
  return makeFace(studio, textGuidance);
}

async function makeFace(studio: Studio, textGuidance = TAUGHT): Promise<Studio> {
  await studio.set({ seed: 7, steps: 5, textGuidance, semanticGuidance: 0 });
  await studio.generate();
  return studio;
}

/** Takes hold of a slider's thumb and moves it in small steps. The button stays down. */
async function drag(page: Page, studio: Studio, name: string, from: number, to: number): Promise<void> {
  const slider = studio.slider(name);
  await slider.scrollIntoViewIfNeeded();
  const box = await slider.boundingBox();
  if (!box) throw new Error(`no slider ${name}`);
  const x = (share: number) => box.x + 8 + share * (box.width - 16);
  await page.mouse.move(x(from), box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(x(to), box.y + box.height / 2, { steps: 12 });
}

test('the stage follows a slider with previews that are no faces; Generate then makes the face', async ({ page }) => {
  const studio = await openWithFace(page);
  const before = await studio.pixels();
  await drag(page, studio, SMILE, 0, 1);
  await expect(studio.slider(SMILE)).toHaveValue(/^(4\.[5-9]|5)$/);
  await expect(studio.preview).toBeVisible();
  await expect(page.getByText('Preview, 4 steps of the student: not a finished face, not kept')).toBeVisible();
  await expect(studio.face).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Download PNG' })).toBeDisabled();

  await page.mouse.up();
  await expect(studio.preview).toBeVisible();
  await expect(studio.recentFaces).toHaveCount(1);
  await expectAccessible(page);
  expect(meanDifference(await studio.pixels(studio.preview), before)).toBeGreaterThan(0);

  await studio.generate();
  await expect(studio.preview).toHaveCount(0);
  await expect(studio.recentFaces).toHaveCount(2);
  expect(meanDifference(await studio.pixels(), before)).toBeGreaterThan(0);
  await expect(studio.alert).toHaveCount(0);
});

test('a preview is the picture that the student makes, and it can be chosen for faces too', async ({ page }) => {
  const studio = await openWithFace(page);
  await studio.slider(SMILE).fill('5');
  await expect(studio.preview).toBeVisible();
  const preview = await studio.pixels(studio.preview);
  await page.getByRole('combobox', { name: 'Sampler' }).selectOption('Student');
  await expect(studio.number('Steps')).toHaveValue('4');
  await studio.generate();
  expect(await studio.pixels()).toEqual(preview);
});

test('where the student was not taught what is asked, a preview is the picture that as many steps without a guide make', async ({ page }) => {
  const studio = await openWithFace(page, OTHER);
  await studio.slider(SMILE).fill('5');
  await expect(studio.preview).toBeVisible();
  await expect(page.getByText('Preview, 5 steps: not a finished face, not kept')).toBeVisible();
  const preview = await studio.pixels(studio.preview);
  await studio.generate();
  expect(await studio.pixels()).toEqual(preview);
});

test('Generate works straight after a drag, while a preview is being made', async ({ page }) => {
  const studio = await openWithFace(page);
  await drag(page, studio, SMILE, 0, 0.8);
  await page.mouse.up();
  await page.keyboard.press('Control+Enter');
  await expect(studio.recentFaces).toHaveCount(2);
  await studio.expectFace();
  await expect(studio.preview).toHaveCount(0);
  await expect(studio.alert).toHaveCount(0);
});

test('back at the face’s own settings the face is shown again; a step looked at takes the preview away', async ({ page }) => {
  const studio = await openWithFace(page);
  await studio.slider(SMILE).fill('5');
  await expect(studio.preview).toBeVisible();
  await page.keyboard.press('Control+Z');
  await expect(studio.face).toBeVisible();

  await studio.slider(SMILE).fill('3');
  await expect(studio.preview).toBeVisible();
  await studio.slider('Step').fill('2');
  await expect(page.getByRole('img', { name: /^Step 2 of 5, preview/ })).toBeVisible();
  await expect(studio.preview).toHaveCount(0);
});

test('another person is not previewed', async ({ page }) => {
  const studio = await openWithFace(page);
  await studio.set({ seed: 8, au: { [SMILE]: 5 } });
  await studio.set({ seed: 7 });
  // With the seed back there is one: so the wait is over, and it is the first.
  await expect(studio.preview).toBeVisible();
  await studio.set({ seed: 8 });
  await expect(studio.preview).toHaveCount(0);
  await expect(studio.face).toBeVisible();

  // The person of the face is kept with what is asked of them now.
  await page.getByRole('button', { name: 'Lock seed' }).click();
  await page.getByRole('button', { name: 'Keep this person' }).click();
  await expect(studio.status).toContainText(/^Person taken over from face [0-9a-f]{6}\. The seed is locked\./);
  await expect(studio.number('Seed')).toHaveValue('7');
  await expect(studio.slider(SMILE)).toHaveValue('5');
  await expect(studio.preview).toBeVisible();
});

test('previews can be switched off, for good', async ({ page }) => {
  const studio = await openWithFace(page);
  await studio.slider(SMILE).fill('5');
  await expect(studio.preview).toBeVisible();
  await page.getByRole('combobox', { name: 'Live preview' }).selectOption('Off');
  await expect(studio.preview).toHaveCount(0);
  await expect(studio.face).toBeVisible();
  await page.reload();
  await expect(page.getByRole('combobox', { name: 'Live preview' })).toHaveValue('off');
});

test('as the studio comes, settings let go become a face of the same person, and a further move breaks it off', async ({ page }) => {
  await page.goto(`/${TINY_PACK}`);
  const studio = new Studio(page);
  await studio.expectReady();
  await makeFace(studio);
  await expect(page.getByRole('combobox', { name: 'Live preview' })).toHaveValue('face');
  await page.getByRole('button', { name: 'Lock seed' }).click();
  await expect(page.getByText(/^The seed is not locked/)).toBeVisible();
  await drag(page, studio, SMILE, 0, 1);
  await expect(studio.preview).toBeVisible();
  await expect(studio.recentFaces).toHaveCount(1);
  await page.mouse.up();
  await expect(studio.recentFaces).toHaveCount(2);
  await studio.expectFace();
  await expect(studio.number('Seed')).toHaveValue('7');

  await studio.set({ steps: 200 });
  await studio.slider(SMILE).fill('1');
  // Looked for at every frame: the tiny pack takes its steps within a second or two, and the move has to come before the last.
  await page.waitForFunction(() => /^Step \d+ of 200/.test(document.querySelector('.run-state .readout')?.textContent ?? ''));
  await studio.slider(SMILE).fill('2');
  await expect(page.getByRole('definition').filter({ hasText: /^12B$/ })).toBeVisible();
  await expect(studio.recentFaces).toHaveCount(3);
});
