import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, type Page } from '@playwright/test';
import { bytesOf } from './support/downloads';
import { Studio } from './support/studio';
import { test } from './support/test';
import { TINY_PACK } from './support/tinyPack';
import { tinyRecogniser } from './support/tinyRecogniser';

const known = (name: string) => readFile(fileURLToPath(new URL(`../public/voters/known/${name}.png`, import.meta.url)));

async function openLabel(page: Page): Promise<Studio> {
  const studio = new Studio(page);
  await studio.open(TINY_PACK);
  await page.getByRole('link', { name: 'Label', exact: true }).click();
  return studio;
}

async function add(page: Page, given?: Parameters<typeof tinyRecogniser>[0]): Promise<void> {
  const files = [...(await tinyRecogniser(given))].map(([name, buffer]) => ({ name, mimeType: 'application/octet-stream', buffer }));
  await page.getByLabel('Zip or files of a recogniser').setInputFiles(files);
}

test.describe('in workers of its own', () => {
  test.use({ sharing: 'models' });

  test('a recogniser that is added is tried on known pictures, votes on the next face as much as it is let, and is gone when removed', async ({ page }) => {
    const studio = await openLabel(page);
    await add(page);
    const trial = page.getByRole('group', { name: 'Tiny net on known pictures' });
    await expect(trial.getByRole('row').nth(1)).toContainText(/happiness\s*happiness/);
    await expect(trial).toContainText('The order of its classes seems right.');

    const vote = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Tiny net' }) });
    await page.getByRole('link', { name: 'Studio', exact: true }).click();
    await studio.set({ prompt: 'a young woman', steps: 2, seed: 1 });
    await studio.generate();
    await expect(vote).toContainText('heard, not counted');

    await page.getByRole('link', { name: 'Label', exact: true }).click();
    await page.getByRole('spinbutton', { name: 'Weight of Tiny net' }).fill('1');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Check Tiny net' })).toBeEnabled();
    await page.reload();
    await expect(page.getByRole('spinbutton', { name: 'Weight of Tiny net' })).toHaveValue('1');
    await page.getByRole('link', { name: 'Studio', exact: true }).click();
    await studio.expectReady();
    await studio.set({ prompt: 'a young woman', steps: 2, seed: 2 });
    await studio.generate();
    await expect(vote).toBeVisible();
    await expect(vote).not.toContainText('heard, not counted');

    await page.getByRole('link', { name: 'Label', exact: true }).click();
    await page.getByRole('button', { name: 'Remove Tiny net' }).click();
    await expect(page.getByText('None is added.')).toBeVisible();
    await expect(trial).toHaveCount(0);
  });
});

test('an order of classes that seems wrong is said, and what is no recogniser is refused with the reason', async ({ page }) => {
  await openLabel(page);
  await add(page, { name: 'Turned', classes: ['angry', 'happy', 'surprised'] });
  await expect(page.getByRole('alert')).toContainText('It knows 0 of 3 known pictures. Check the order of its classes');
  await add(page, { classes: ['bored', 'happy', 'surprised'] });
  await expect(page.getByRole('alert').filter({ hasText: '"bored" is none of neutral' })).toBeVisible();
});

test('pictures are labelled, faces and votes in a table that is saved', async ({ page }) => {
  await openLabel(page);
  const picture = async (name: string) => ({ name: `${name}.png`, mimeType: 'image/png', buffer: await known(name) });
  await page.getByLabel('Pictures to label', { exact: true }).setInputFiles([await picture('happiness'), await picture('surprise'), { name: 'broken.png', mimeType: 'image/png', buffer: Buffer.from('no') }]);
  await expect(page.getByText('2 faces in 3 pictures.')).toBeVisible({ timeout: 90_000 });
  const row = (name: string) => page.getByRole('group', { name: 'Labels' }).getByRole('row').filter({ hasText: name });
  await expect(row('happiness.png')).toContainText(/happiness 0\.\d\d/);
  await expect(row('broken.png')).toContainText('could not be read');
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save CSV' }).click();
  const lines = (await bytesOf(await saving)).toString('utf8').trim().split('\r\n');
  expect(lines).toHaveLength(4);
  expect(lines[0]).toContain('photograph_says');
});
