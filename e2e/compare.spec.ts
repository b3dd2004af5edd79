import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { seedFaces } from './support/library';
import { Studio } from './support/studio';
import { test } from './support/test';
import { TINY_PACK } from './support/tinyPack';

const SIZES = [{ width: 1440, height: 900 }, { width: 390, height: 844 }];
const cells = (page: Page) => page.getByRole('gridcell');
const dialog = (page: Page) => page.getByRole('dialog');

/** The gallery with four faces, the newest first: the last two have the same pixels. */
async function openGallery(page: Page): Promise<void> {
  await seedFaces(page, [
    { requested: 'fear', recognised: 'fear', confidence: 0.7, prompt: 'an old man', look: 1, seed: 3 },
    { requested: 'fear', recognised: 'fear', confidence: 0.7, prompt: 'an old man', look: 1, seed: 3 },
    { requested: 'anger', recognised: 'disgust', confidence: 0.5, prompt: 'an old man', look: 2, seed: 3 },
    { requested: null, recognised: 'neutral', confidence: 0.9, prompt: 'an old man', look: 3, seed: 4 },
  ]);
  await page.goto(`/${TINY_PACK}#/gallery`);
  await expect(cells(page)).toHaveCount(4);
}

test('comparing has no accessibility violations, in any of its ways, on a wide screen and a narrow one', async ({ page }) => {
  await openGallery(page);
  await cells(page).first().focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('c');
  for (const way of ['Side by side', 'Slider', 'Difference']) {
    await dialog(page).getByRole('tab', { name: way }).click();
    for (const viewport of SIZES) {
      await page.setViewportSize(viewport);
      await expect(dialog(page).getByRole('img').first()).toBeVisible();
      await expectAccessible(page);
      const wider = await dialog(page).evaluate((element) => element.scrollWidth > element.clientWidth);
      expect(wider, 'the dialog does not scroll sideways').toBe(false);
    }
  }
});

test('chosen faces stand side by side with what was asked and recognised, and the settings that differ', async ({ page }) => {
  await openGallery(page);
  await cells(page).nth(0).click();
  await cells(page).nth(1).click({ modifiers: ['Control'] });
  await page.getByRole('region', { name: 'Chosen faces' }).getByRole('button', { name: 'Compare' }).click();
  await expect(dialog(page).getByRole('heading', { name: 'Compare 2 faces' })).toBeVisible();
  await expect(dialog(page).getByRole('listitem')).toHaveCount(2);
  await expect(dialog(page).getByText('Requested: anger')).toBeVisible();
  await expect(dialog(page).getByText('Recognised: disgust, 50 %')).toBeVisible();
  await expect(dialog(page).getByRole('rowheader')).toHaveText(['Expression', 'Seed']);
  await expect(dialog(page).getByRole('row', { name: /^Seed/ })).toHaveText('Seed43');

  await page.keyboard.press('Escape');
  await expect(dialog(page)).toHaveCount(0);
});

test('the slider’s arrow keys move the boundary', async ({ page }) => {
  await openGallery(page);
  await cells(page).nth(0).click();
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('c');
  await dialog(page).getByRole('tab', { name: 'Slider' }).click();
  const boundary = dialog(page).getByRole('slider', { name: 'Boundary' });
  await boundary.focus();
  await page.keyboard.press('ArrowRight');
  await expect(boundary).toHaveValue('51');
  await page.keyboard.press('Home');
  await expect(boundary).toHaveAttribute('aria-valuetext', '0 % left, 100 % right');
});

test('the difference is said in words, of any two of the faces', async ({ page }) => {
  await openGallery(page);
  await cells(page).first().focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('c');
  await dialog(page).getByRole('tab', { name: 'Difference' }).click();
  await expect(dialog(page).getByText(/^The pictures differ by \d+\.\d\/255 on average, and by \d+\/255 where they differ most\.$/)).toBeVisible();
  await dialog(page).getByLabel('Left').selectOption({ index: 2 });
  await dialog(page).getByLabel('Right').selectOption({ index: 3 });
  await expect(dialog(page).getByText('The pictures are the same, pixel by pixel.')).toBeVisible();
});

test('one face is not compared', async ({ page }) => {
  await openGallery(page);
  await cells(page).first().click();
  await expect(page.getByRole('button', { name: 'Compare' })).toHaveCount(0);
  await page.keyboard.press('c');
  await expect(dialog(page)).toHaveCount(0);
});

test('the face on the stage is set against the last ones', async ({ page }) => {
  const studio = new Studio(page);
  await studio.open(TINY_PACK);
  await studio.set({ seed: 1, steps: 2 });
  await studio.generate();
  await expect(page.getByRole('button', { name: 'Compare…' })).toHaveCount(0);
  await studio.set({ seed: 2 });
  await studio.generate();
  await page.getByRole('button', { name: 'Compare…' }).click();
  await expect(dialog(page).getByRole('row', { name: /^Seed/ })).toHaveText('Seed21');
});
