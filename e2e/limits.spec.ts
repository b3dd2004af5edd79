import { expect, type Page } from '@playwright/test';
import { Studio } from './support/studio';
import { test } from './support/test';
import { TINY_PACK } from './support/tinyPack';

test.use({ sharing: 'models' });

/** What a browser can do to a page that means no harm. */

async function openStudio(page: Page): Promise<Studio> {
  const studio = new Studio(page);
  await studio.open(TINY_PACK);
  return studio;
}

test.describe('with a clock of its own', () => {
  test.use({ sharing: 'nothing' });

  test('a clock that jumps ahead by a day and back takes no face and no order with it', async ({ page }) => {
    await page.clock.install();
    const studio = await openStudio(page);
    const made: string[] = [];
    const make = async (seed: number) => {
      await studio.set({ seed, steps: 2 });
      await studio.generate();
      await expect(studio.recentFaces).toHaveCount(made.length + 1);
      made.unshift((await studio.recentFaces.first().getByRole('button').getAttribute('aria-label')) ?? '');
    };
    await make(1);
    await page.clock.setSystemTime(Date.now() + 24 * 60 * 60 * 1000);
    await make(2);
    await page.clock.setSystemTime(Date.now() - 24 * 60 * 60 * 1000);
    await make(3);
    expect(new Set(made).size).toBe(3);
    const listed = await Promise.all((await studio.recentFaces.getByRole('button').all()).map((button) => button.getAttribute('aria-label')));
    expect(listed).toEqual(made);
  });
});

test('a tab that the browser freezes in the middle of a face makes it when it is thawed', async ({ page }) => {
  const studio = await openStudio(page);
  await studio.set({ seed: 1, steps: 50 });
  await studio.generateButton.click();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
  await new Promise((resolve) => setTimeout(resolve, 2000));
  await devtools.send('Page.setWebLifecycleState', { state: 'active' });
  await studio.expectFace();
  await expect(studio.recentFaces).toHaveCount(1);
});

test('nothing that the studio loads breaks the policy of its own page', async ({ page }) => {
  await page.addInitScript(() => {
    const broken: string[] = [];
    Object.assign(window, { broken });
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => broken.push(`${violatedDirective} ${blockedURI}`));
  });
  await openStudio(page);
  expect(await page.evaluate('broken')).toEqual([]);
});
