import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import type { Recipe } from '../src/domain/recipe/recipe';
import { Studio, meanDifference } from './support/studio';
import type { Picture } from './support/studio';
import { TINY_GUIDED, TINY_GUIDED_FINEFACE, TINY_PACK } from './support/tinyPack';

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

/** PyTorch's face for the first golden recipe of a pack of e2e/fixtures, and that recipe. */
async function golden(pack: string): Promise<{ readonly recipe: Recipe; readonly picture: Picture }> {
  const file = new URL(`./fixtures/${pack}/golden.json`, import.meta.url);
  const [{ recipe, picture }] = JSON.parse(await readFile(file, 'utf8')) as [{ recipe: Recipe; picture: Picture }];
  const data = picture.data.flatMap((value, i) => (i % 3 === 2 ? [value, 255] : [value]));
  return { recipe, picture: { ...picture, data } };
}

for (const [kind, pack, query] of [
  ['a checkpoint', 'tiny-guided', TINY_GUIDED],
  ['a checkpoint with an adapter, which predicts v,', 'tiny-guided-fineface', TINY_GUIDED_FINEFACE],
] as const) {
  test(`WebGPU moves ${kind} by the gradient of its classifier, as PyTorch does`, async ({ page }) => {
    test.slow(); // a processor compiles a thousand shaders
    const { recipe, picture } = await golden(pack);
    const studio = new Studio(page);
    await studio.open(`${query}&backend=wasm`);
    await studio.dropText('golden.json', JSON.stringify(recipe));
    await expect(studio.prompt).toHaveValue(recipe.prompt);
    await studio.set({ semanticGuidance: 0 });
    await studio.generate();
    expect(meanDifference(await studio.pixels(), picture)).toBeGreaterThan(2 * TOLERANCE);

    await studio.open(`${query}&backend=webgpu`); // the draft is as it was left
    await studio.set({ semanticGuidance: recipe.semanticGuidance.strength });
    await studio.generate();
    expect(meanDifference(await studio.pixels(), picture)).toBeLessThan(TOLERANCE / 4);
  });
}
