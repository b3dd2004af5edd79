import { expect } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { seedFaces, variedFaces } from './support/library';
import { Studio } from './support/studio';
import { test } from './support/test';
import { TINY_PACK } from './support/tinyPack';

const SIZES = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } };

for (const [name, viewport] of Object.entries(SIZES)) {
  test.describe(name, () => {
    test.use({ viewport });

    test('no accessibility violations before and after a face', async ({ page }) => {
      const studio = new Studio(page);
      await studio.open(TINY_PACK);
      await expectAccessible(page);

      await studio.set({ prompt: 'a happy unicorn', expression: 'fear' });
      await studio.generate();
      await expectAccessible(page);
      if (name === 'wide') return;
      for (const tab of ['Action units', 'Settings', 'Reading']) {
        await page.getByRole('tab', { name: tab }).click();
        await expectAccessible(page);
      }
    });

    test('no accessibility violations in the export dialog, before, when a setting is wrong, and after an export', async ({ page }) => {
      await page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
      await seedFaces(page, variedFaces(12));
      await page.goto(`/${TINY_PACK}#/gallery`);
      await page.getByRole('button', { name: 'Export 12 shown…' }).click();
      const dialog = page.getByRole('dialog', { name: 'Export as a labelled set' });
      await expect(dialog).toContainText('12 faces will be exported.');
      await expectAccessible(page);
      await dialog.getByRole('textbox', { name: 'Name' }).fill('../up');
      await expect(dialog).toContainText('Use letters, digits');
      await expectAccessible(page);
      await dialog.getByRole('textbox', { name: 'Name' }).fill('twelve');
      await dialog.getByRole('button', { name: 'Export', exact: true }).click();
      await expect(dialog.getByRole('status')).toContainText('12 faces in');
      await expectAccessible(page);
    });
  });
}

test('a face is made and downloaded from the keyboard alone', async ({ page }) => {
  const studio = new Studio(page);
  await studio.open(TINY_PACK);
  await page.keyboard.press('Alt+P');
  await expect(studio.prompt).toBeFocused();
  await page.keyboard.type('a young woman');
  await page.keyboard.press('Control+Enter');
  await studio.expectFace();

  const downloading = page.waitForEvent('download');
  await page.keyboard.press('Control+S');
  expect((await downloading).suggestedFilename()).toMatch(/\.png$/);

  await studio.slider('AU12 Lip corner puller').focus();
  await page.keyboard.press('ArrowRight');
  await expect(studio.slider('AU12 Lip corner puller')).toHaveValue('0.1');
  await page.keyboard.press('Control+Z');
  await expect(studio.slider('AU12 Lip corner puller')).toHaveValue('0');
});
