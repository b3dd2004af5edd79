import { expect } from '@playwright/test';
import { Studio } from './support/studio';
import { test } from './support/test';
import { TINY_PACK, zipTinyPack } from './support/tinyPack';

test('the shipped pack shows its licences, figures with their bounds, files and faces', async ({ page }) => {
  const studio = new Studio(page);
  await studio.visit('#/packs');
  await expect(page.getByRole('heading', { name: /^SynFER faces 256/ })).toBeVisible();
  await expect(page.getByText('ICT-FaceKit, MIT')).toBeVisible();
  await expect(page.getByRole('group', { name: 'Files of the pack' }).getByRole('row').filter({ hasText: 'denoiser.weights' })).toContainText('guidance');
  await expect(page.getByRole('img', { name: /eight of each class/ })).toBeVisible();
  for (const name of ['Model card', 'Whole report']) {
    const address = await page.getByRole('link', { name }).getAttribute('href');
    expect((await page.request.get(address ?? '')).status()).toBe(200);
  }
});

test.describe('a pack that is brought', () => {
  test.use({ sharing: 'code' });

  test('a pack from a zip is checked, kept and loaded, also the next time', async ({ page }) => {
    const studio = new Studio(page);
    await studio.open(TINY_PACK);
    await page.getByRole('link', { name: 'Packs', exact: true }).click();
    await page.getByLabel('Zip of a pack').setInputFiles({ name: 'mine.zip', mimeType: 'application/zip', buffer: await zipTinyPack() });
    await page.waitForURL(/pack=kept/);
    await page.getByRole('link', { name: 'Studio', exact: true }).click();
    await studio.expectReady();
    await page.reload();
    await studio.expectReady();
    await studio.set({ prompt: 'a young woman', steps: 2 });
    await studio.generate();
  });

  test('what is no pack is refused with a reason, and the loaded pack stays', async ({ page }) => {
    const studio = new Studio(page);
    await studio.open(TINY_PACK);
    await page.getByRole('link', { name: 'Packs', exact: true }).click();
    const problem = page.getByRole('alert');
    const openZip = (buffer: Buffer) => page.getByLabel('Zip of a pack').setInputFiles({ name: 'mine.zip', mimeType: 'application/zip', buffer });
    const openAddress = async (address: string) => {
      await page.getByRole('textbox', { name: 'Address of its folder' }).fill(address);
      await page.getByRole('button', { name: 'Look at address' }).click();
    };

    await openZip(Buffer.from('not a zip'));
    await expect(problem).toContainText('not a zip');
    // What is kept by its hash is not read again, so that a broken copy of it does no harm.
    await page.evaluate(async () => {
      await (await navigator.storage.getDirectory()).removeEntry('packs', { recursive: true });
    });
    await openZip(await zipTinyPack('decoder.onnx'));
    await expect(problem).toContainText('decoder.onnx is not the file its pack names');
    await openAddress('https://example.org/pack/');
    await expect(page.getByRole('group', { name: 'Another host' })).toContainText('asks no other host for anything unless you say so');
    await openAddress('packs/nowhere/');
    await expect(problem).toContainText('pack.json could not be fetched (HTTP 404)');

    await page.getByRole('link', { name: 'Studio', exact: true }).click();
    await studio.set({ prompt: 'a young woman', steps: 2 });
    await studio.generate();
  });
});
