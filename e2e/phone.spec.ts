import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { expectAccessible, violations } from './support/axe';
import { Studio } from './support/studio';
import { test } from './support/test';
import { TINY_PACK } from './support/tinyPack';

const headerHeight = (page: Page) => page.getByRole('banner').evaluate((header) => header.getBoundingClientRect().height);

async function open(page: Page): Promise<Studio> {
  const studio = new Studio(page);
  await studio.open(TINY_PACK);
  return studio;
}

test('the header is one row, or two where it is narrow, with every view in reach', async ({ page }) => {
  await open(page);
  for (const [width, most] of [[1440, 44], [1400, 44], [1280, 44], [1024, 44], [900, 44], [600, 76], [360, 76]] as const) {
    await page.setViewportSize({ width, height: 800 });
    await expect.poll(() => headerHeight(page), `at ${String(width)} px`).toBeLessThanOrEqual(most);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Diagnostics' }).click();
    await expect(page.getByRole('heading', { name: 'Diagnostics' })).toBeVisible();
    await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Studio' }).click();
  }
});

test('on a phone every view is in sight without a swipe, and so is Download', async ({ page }) => {
  const studio = await open(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('tab', { name: 'Settings' }).click();
  await studio.set({ seed: 7, steps: 2 });
  await studio.generate();
  for (const width of [390, 360]) {
    await page.setViewportSize({ width, height: 844 });
    for (const link of await page.getByRole('navigation', { name: 'Views' }).getByRole('link').all()) await expect(link).toBeInViewport({ ratio: 0.99 });
    await expect(page.getByRole('button', { name: 'Download PNG' })).toBeInViewport({ ratio: 1 });
  }
});

test('what has no button in a narrow header is in its menu', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const studio = await open(page);
  await studio.prompt.fill('a man');
  await page.getByRole('button', { name: 'Menu' }).click();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  expect(await violations(page)).toEqual([]);
  await page.getByRole('menuitem', { name: 'Undo' }).click();
  await expect(studio.prompt).toHaveValue('');
  await page.getByRole('button', { name: 'Menu' }).click();
  await expect(page.getByRole('menuitem', { name: 'Undo' })).toHaveAttribute('aria-disabled', 'true');
  await page.getByRole('menuitem', { name: 'Keyboard shortcuts' }).click();
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
});

test.describe('held upright', () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test('on a phone the picture stays in sight while sliders move', async ({ page }) => {
    const studio = await open(page);
    await page.getByRole('tab', { name: 'Settings' }).click();
    await studio.set({ seed: 7, steps: 4, semanticGuidance: 0 });
    await studio.generate();
    await page.getByRole('tab', { name: 'Action units' }).click();
    const slider = studio.slider('AU26 Jaw drop');
    await slider.focus();
    await page.keyboard.press('End');
    await expect(studio.preview).toBeInViewport({ ratio: 1 });
    await expect(slider).toBeInViewport({ ratio: 1 });
    await expect(studio.generateButton).toBeInViewport({ ratio: 1 });
    await expectAccessible(page);
  });
});
