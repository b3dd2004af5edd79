import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { bytesOf } from './support/downloads';
import { Studio } from './support/studio';
import { test } from './support/test';
import { TINY_PACK } from './support/tinyPack';

const openInput = (page: Page) => page.getByLabel('Recipe or face file');
const cells = (page: Page) => page.getByRole('grid', { name: 'Faces' }).getByRole('gridcell');

test('an exported zip, chosen or dropped, brings its faces and what people said about them back', async ({ page }) => {
  // Without the picker the set goes to the downloads, where a test can read it.
  await page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
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

  await openInput(page).setInputFiles({ name: 'set.zip', mimeType: 'application/zip', buffer: zip });
  await expect(page.getByRole('status').filter({ hasText: '2 faces brought back from set.zip.' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Gallery', exact: true })).toHaveAttribute('aria-current', 'page');
  await expect(cells(page)).toHaveCount(2);
  await page.getByRole('checkbox', { name: 'Starred only' }).check();
  await expect(cells(page)).toHaveCount(1);

  // Said since the export: opening it again takes nothing of it back.
  await page.getByRole('checkbox', { name: 'Starred only' }).uncheck();
  await cells(page).first().click();
  await page.getByRole('button', { name: 'Reject', exact: true }).click();
  await expect(page.getByRole('gridcell', { name: /rejected/ })).toHaveCount(1);
  await studio.drop('set.zip', 'application/zip', zip);
  await expect(page.getByRole('status').filter({ hasText: 'No new face brought back from set.zip. 2 faces were here already and stay as they are.' })).toBeVisible();
  await expect(cells(page)).toHaveCount(2);
  await expect(page.getByRole('gridcell', { name: /rejected/ })).toHaveCount(1);
  await expect(page.getByRole('gridcell', { name: /starred/ })).toHaveCount(1);

  await studio.drop('cut.zip', 'application/zip', zip.subarray(0, 400));
  await expect(studio.alert.filter({ hasText: 'cut.zip could not be imported. The file is not a zip, or it is cut short.' })).toBeVisible();
});

test('pictures of faces, several at once, are kept as faces with the labels they had', async ({ page }) => {
  const studio = new Studio(page);
  await studio.open(TINY_PACK);
  const files: { name: string; mimeType: string; buffer: Buffer }[] = [];
  for (const seed of [1, 2]) {
    await studio.set({ seed, steps: 2 });
    await studio.generate();
    await expect(studio.recentFaces).toHaveCount(seed);
    files.push({ name: `${String(seed)}.png`, mimeType: 'image/png', buffer: await studio.downloadPng() });
  }
  await page.getByRole('link', { name: 'Gallery', exact: true }).click();
  await expect(cells(page)).toHaveCount(2);
  const names = () => cells(page).evaluateAll((all) => all.map((cell) => cell.getAttribute('aria-label')).sort());
  const before = await names();
  for (const left of [1, 0]) {
    await cells(page).first().click();
    await page.keyboard.press('Delete');
    await expect(cells(page)).toHaveCount(left);
  }

  await openInput(page).setInputFiles(files);
  await expect(page.getByRole('status').filter({ hasText: '2 faces kept and labelled anew' })).toBeVisible();
  await expect(cells(page)).toHaveCount(2);
  expect(await names()).toEqual(before);

  await openInput(page).setInputFiles(files.slice(0, 1));
  await expect(page.getByRole('status').filter({ hasText: 'Settings restored from 1.png. 1 face was here already.' })).toBeVisible();
  await expect(cells(page)).toHaveCount(2);
  await page.getByRole('link', { name: 'Studio', exact: true }).click();
  await expect(studio.number('Seed')).toHaveValue('1');
});
