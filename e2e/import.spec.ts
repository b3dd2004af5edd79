import { expect, test } from '@playwright/test';
import type { Download, Page } from '@playwright/test';
import { Studio } from './support/studio';
import { TINY_PACK, serveTinyPack } from './support/tinyPack';

const cells = (page: Page) => page.getByRole('grid', { name: 'Faces' }).getByRole('gridcell');

async function bytesOf(download: Download): Promise<Buffer<ArrayBuffer>> {
  const parts: Buffer[] = [];
  for await (const part of await download.createReadStream()) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

test('an exported zip, chosen or dropped, brings its faces and what people said about them back', async ({ page }) => {
  // Without the picker the set goes to the downloads, where a test can read it.
  await page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
  await serveTinyPack(page);
  const studio = new Studio(page);
  await studio.open(TINY_PACK);
  for (const seed of [1, 2]) {
    await studio.set({ seed, steps: 2 });
    await studio.generate();
    await expect(studio.recentFaces).toHaveCount(seed);
  }
  await page.getByRole('link', { name: 'Gallery', exact: true }).click();
  await cells(page).first().click();
  await page.getByRole('button', { name: 'Star', exact: true }).click();
  await page.getByRole('button', { name: 'Choose none' }).click();
  await page.getByRole('button', { name: 'Export 2 shown…' }).click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('dialog').getByRole('button', { name: 'Export', exact: true }).click();
  const zip = await bytesOf(await downloading);
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();

  for (const left of [1, 0]) {
    await cells(page).first().click();
    await page.keyboard.press('Delete');
    await expect(cells(page)).toHaveCount(left);
  }
  await expect(page.getByRole('heading', { name: 'Every face you make is kept here' })).toBeVisible();
  await page.getByRole('link', { name: 'Studio', exact: true }).click();

  await page.getByLabel('Recipe or face file').setInputFiles({ name: 'set.zip', mimeType: 'application/zip', buffer: zip });
  await expect(page.getByRole('status').filter({ hasText: '2 faces brought back from set.zip.' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Gallery', exact: true })).toHaveAttribute('aria-current', 'page');
  await expect(cells(page)).toHaveCount(2);
  await page.getByRole('checkbox', { name: 'Starred only' }).check();
  await expect(cells(page)).toHaveCount(1);

  await studio.drop('cut.zip', 'application/zip', zip.subarray(0, 400));
  await expect(studio.alert.filter({ hasText: 'cut.zip could not be imported. The file is not a zip, or it is cut short.' })).toBeVisible();
});
