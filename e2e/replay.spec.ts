import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { violations } from './support/axe';
import { Studio } from './support/studio';
import { test } from './support/test';
import { TINY_PACK } from './support/tinyPack';

const replay = (page: Page) => page.getByRole('button', { name: 'Replay', exact: true });
const pause = (page: Page) => page.getByRole('button', { name: 'Pause', exact: true });

/** Any step of a replay. Twenty of them take five seconds: time enough to be seen on a busy machine. */
const anyStep = (page: Page) => page.getByRole('img', { name: /^Step \d+ of 20, preview/ });

/** The studio with a face of twenty steps on the stage. */
async function openWithFace(page: Page): Promise<Studio> {
  const studio = new Studio(page);
  await studio.open(TINY_PACK);
  await studio.set({ seed: 7, steps: 20, semanticGuidance: 0 });
  await studio.generate();
  return studio;
}

test('the steps of a face are replayed, paused and played to the face again', async ({ page }) => {
  const studio = await openWithFace(page);
  await replay(page).click();
  await expect(anyStep(page)).toBeVisible();
  await expect(studio.face).toHaveCount(0);
  await pause(page).click();
  await expect(replay(page)).toBeVisible();
  await expect(anyStep(page)).toBeVisible();
  await replay(page).click();
  await expect(studio.face).toBeVisible();
  await expect(replay(page)).toBeVisible();
});

test.describe('with reduced motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('a face opened from those kept waits for the key, and is then replayed', async ({ page }) => {
    const studio = await openWithFace(page);
    await expect(studio.recentFaces).toHaveCount(1);
    await page.reload();
    await studio.expectReady();
    await studio.recentFaces.getByRole('button').click();
    await expect(studio.face).toBeVisible();
    await expect(studio.slider('Step')).toHaveValue('20');
    await page.keyboard.press('p');
    await expect(anyStep(page)).toBeVisible();
    await page.keyboard.press('p');
    await expect(replay(page)).toBeVisible();
    await expect(anyStep(page)).toBeVisible();
    expect(await violations(page)).toEqual([]);
  });
});
