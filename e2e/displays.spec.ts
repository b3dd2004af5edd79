import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { violations } from './support/axe';
import { seedFaces, variedFaces } from './support/library';
import { Studio } from './support/studio';
import { test } from './support/test';
import { TINY_PACK } from './support/tinyPack';

type Media = Parameters<Page['emulateMedia']>[0];

/** Displays beside the usual ones: light and dark at 390 to 1440 px are other specs'. */
const DISPLAYS: Record<string, { readonly width: number; readonly height: number; readonly media: Media }> = {
  '4K, light': { width: 3840, height: 2160, media: { colorScheme: 'light' } },
  'more contrast, dark': { width: 1440, height: 900, media: { colorScheme: 'dark', contrast: 'more' } },
  'forced colours': { width: 1440, height: 900, media: { forcedColors: 'active' } },
};

const VIEWS = ['Studio', 'Batch', 'Gallery', 'Review', 'Label', 'Packs', 'Diagnostics'] as const;

for (const [name, { width, height, media }] of Object.entries(DISPLAYS)) {
  test(`${name}: every view fits and has no accessibility violations`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await page.emulateMedia(media);
    await seedFaces(page, variedFaces(40));
    await new Studio(page).open(TINY_PACK);
    for (const view of VIEWS) {
      await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: view }).click();
      await expect(page.getByRole('main')).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth), `${view} scrolls sideways`).toBeLessThanOrEqual(width);
      expect(await violations(page), view).toEqual([]);
    }
  });
}

test.describe('while it is loaded', () => {
  test.use({ sharing: 'models' });

  for (const width of [1440, 1024, 390]) {
    test(`nothing moves under the header while the model loads, ${width} px wide`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      await page.addInitScript(() => {
        const heights = new Set<number>();
        Object.assign(window, { headerHeights: heights });
        const look = () => {
          const header = document.querySelector('header');
          if (header) heights.add(header.offsetHeight);
          requestAnimationFrame(look);
        };
        look();
      });
      await page.goto('/#/gallery');
      await expect(page.getByText('ready', { exact: true })).toBeAttached();
      expect(await page.evaluate(() => [...(window as unknown as { headerHeights: Set<number> }).headerHeights])).toHaveLength(1);
    });
  }
});
