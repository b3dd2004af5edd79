import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { Studio } from './support/studio';
import { test } from './support/test';
import { TINY_PACK } from './support/tinyPack';

async function openWithFace(page: Page): Promise<Studio> {
  const studio = new Studio(page);
  await studio.open(TINY_PACK);
  await studio.set({ prompt: 'a young woman', steps: 2, seed: 1 });
  await studio.generate();
  await page.getByRole('link', { name: 'Diagnostics' }).click();
  return studio;
}

const row = (page: Page, what: string) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: what }) });

test.describe('with nothing kept', () => {
  test.use({ sharing: 'code' });

  test('storage says what is kept, and lets steps, deleted faces and models go', async ({ page }) => {
    const studio = await openWithFace(page);
    await expect(row(page, 'Faces').getByRole('cell').first()).toHaveText('1');
    await expect(row(page, 'Steps of faces').getByRole('cell').first()).toHaveText('1');

    await page.getByRole('spinbutton', { name: 'Days that steps are kept' }).fill('0');
    await page.getByRole('button', { name: 'Drop steps' }).click();
    await expect(row(page, 'Steps of faces').getByRole('cell').first()).toHaveText('0');
    await expect(row(page, 'Faces').getByRole('cell').first()).toHaveText('1');

    const remove = page.getByRole('button', { name: /^Remove the files of/ });
    await remove.click();
    await expect(remove).toBeHidden();

    await page.getByRole('link', { name: 'Studio', exact: true }).click();
    await studio.set({ steps: 2 });
    await studio.generate();
  });

  test('everything goes after it was asked for twice', async ({ page }) => {
    const studio = await openWithFace(page);
    await page.getByRole('button', { name: 'Delete everything…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete everything?' });
    await expect(dialog).toContainText('export them first');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(row(page, 'Faces').getByRole('cell').first()).toHaveText('1');

    await page.getByRole('button', { name: 'Delete everything…' }).click();
    const reopened = page.waitForEvent('load');
    await dialog.getByRole('button', { name: 'Delete everything' }).click();
    await reopened;
    await studio.open(TINY_PACK);
    await expect(studio.prompt).toHaveValue('');
    await expect(studio.recentFaces).toHaveCount(0);
  });
});

test.describe('with workers of its own', () => {
  test.use({ sharing: 'models' });

  test('the machine is measured on the backends it has, against golden latents', async ({ page }) => {
    await openWithFace(page);
    await page.getByRole('button', { name: 'Measure this machine' }).click();
    const table = page.getByRole('group', { name: 'Speed of this machine' });
    await expect(table.getByRole('columnheader', { name: /^wasm/ })).toBeVisible({ timeout: 120_000 });
    await expect(row(page, 'a step, text guidance').getByRole('cell')).toHaveText(/ms$/);
    await expect(row(page, 'bare preview').getByRole('cell')).toHaveText(/ms$/);
    // The tiny pack's golden latents, to rounding.
    expect(Number(await row(page, 'furthest from PyTorch').getByRole('cell').innerText())).toBeLessThan(1e-3);
  });
});

test('the report says what the studio runs on, and prompts only where they are asked for', async ({ page }) => {
  await openWithFace(page);
  const report = page.getByRole('group', { name: 'Report' });
  await expect(report).toContainText('wasm, ');
  await expect(report).toContainText('2 steps');
  await expect(report).not.toContainText('a young woman');
  await page.getByRole('checkbox', { name: /prompts included/ }).check();
  await expect(report).toContainText('a young woman');

  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save report' }).click();
  expect((await downloading).suggestedFilename()).toBe('synfer-report.txt');
});

test('diagnostics and packs are accessible and fit, on a wide screen and a narrow one', async ({ page }) => {
  const studio = new Studio(page);
  await studio.open(TINY_PACK);
  for (const width of [360, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    for (const view of ['Diagnostics', 'Packs']) {
      await page.getByRole('link', { name: view, exact: true }).click();
      await expect(page.getByRole('heading', { name: view, level: 2 })).toBeFocused();
      await expectAccessible(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
  }
});
