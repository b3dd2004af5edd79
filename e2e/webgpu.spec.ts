import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { Studio, meanDifference } from './support/studio';
import type { Picture } from './support/studio';
import { TINY_PACK } from './support/tinyPack';

/** Of 255: what differing orders of float32 sums come to after a few steps. */
const TOLERANCE = 2;

async function makeFace(page: Page, backend: 'wasm' | 'webgpu'): Promise<Picture> {
  const studio = new Studio(page);
  await studio.open(`${TINY_PACK}&backend=${backend}`);
  await expect(page.locator('summary', { hasText: new RegExp(`^${backend}`) })).toBeVisible();
  await studio.set({ prompt: 'a happy expression', expression: 'happiness', seed: 9, steps: 3, semanticGuidance: 1 });
  await studio.generate();
  await expect(page.getByRole('row', { name: /^Photograph voter/ })).not.toContainText('did not vote');
  return studio.pixels();
}

test('WebGPU makes the same face as WASM, but for rounding', async ({ page }) => {
  const wasm = await makeFace(page, 'wasm');
  const webgpu = await makeFace(page, 'webgpu');
  expect(meanDifference(webgpu, wasm)).toBeLessThan(TOLERANCE);
});
