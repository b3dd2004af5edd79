import { expect } from '@playwright/test';
import { Studio } from './support/studio';
import { test } from './support/test';
import { TINY_PACK, damageTinyPack } from './support/tinyPack';
import type { Damage } from './support/tinyPack';

test.use({ sharing: 'code' });

const BROKEN: readonly (readonly [what: string, damage: Damage, message: RegExp])[] = [
  ['a file with another hash', { corrupted: ['decoder.onnx'] }, /decoder\.onnx is not the file its pack names/],
  ['a missing file', { missing: ['denoiser.weights'] }, /denoiser\.weights could not be fetched/],
  ['a format version from the future', { manifest: (manifest) => ({ ...manifest, formatVersion: 99 }) }, /format 99/],
  ['a manifest of another kind', { manifest: () => ({ name: 'package.json' }) }, /pack/],
  ['a path that leaves the pack', {
    manifest: (manifest) => ({ ...manifest, tokenizer: { ...manifest.tokenizer, file: { ...manifest.tokenizer.file, path: '../secret.json' } } }),
  }, /tokenizer/],
  ['no decoder', { manifest: ({ graphs: { decoder: _, ...graphs }, ...manifest }) => ({ ...manifest, graphs }) }, /decoder/],
];
for (const [what, damage, message] of BROKEN) {
  test(`a pack with ${what} is refused with a reason`, async ({ page }) => {
    const studio = new Studio(page);
    const mend = await damageTinyPack(page, damage);
    await studio.visit(TINY_PACK);
    await expect(studio.alert.filter({ hasText: message })).toBeVisible();
    await expect(studio.generateButton).toBeDisabled();

    // The download was bad, not the pack: trying again with the right files works.
    mend();
    await page.getByRole('button', { name: 'Try again' }).click();
    await studio.expectReady();
  });
}

test('a pack without a guide makes faces, and says where guidance would be that there is none', async ({ page }) => {
  const studio = new Studio(page);
  await damageTinyPack(page, { manifest: ({ graphs: { guidance: _, ...graphs }, ...manifest }) => ({ ...manifest, graphs }) });
  await studio.open(TINY_PACK);
  await expect(page.getByRole('slider', { name: 'Semantic guidance' })).toHaveCount(0);
  await expect(page.getByText(/comes without a guide, so semantic guidance does not act/)).toHaveCount(1);
  await studio.set({ expression: 'happiness', steps: 2 });
  await studio.generate();
});

test('a crashed worker is reported, started again and makes faces', async ({ page }) => {
  const studio = new Studio(page);
  await studio.open(TINY_PACK);
  await studio.set({ steps: 200 });
  await studio.generateButton.click();
  await expect(studio.steps.first()).toBeVisible();

  const worker = page.workers().find((candidate) => /\/worker-[^/]*\.js$/.test(candidate.url()));
  if (!worker) throw new Error('no synthesis worker among the workers of the page');
  await worker.evaluate(() => {
    setTimeout(() => {
      throw new Error('crashed by the test');
    });
  });

  await expect(studio.alert.filter({ hasText: /worker stopped: .*crashed by the test/ })).toBeVisible();
  await studio.expectReady();
  await studio.set({ steps: 2 });
  await studio.generate();
});
