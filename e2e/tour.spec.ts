import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { Studio } from './support/studio';
import { test } from './support/test';
import { TINY_PACK } from './support/tinyPack';

const SMILE = 'AU12 Lip corner puller';
const TITLES = ['Ask for action units', 'See it in lines at once', 'Watch every step', 'Read the pseudo-label', 'Fork and compare', 'Keep and review', 'Export a labelled set'];

const offer = (page: Page) => page.getByRole('region', { name: 'Tour' });
const stop = (page: Page, number: number) => page.getByRole('dialog', { name: `${String(number)} of 7 ${TITLES[number - 1] ?? ''}` });
const card = (page: Page) => page.getByRole('dialog', { name: / of 7 / });

async function open(page: Page): Promise<Studio> {
  const studio = new Studio(page);
  await studio.open(TINY_PACK);
  return studio;
}

async function next(page: Page): Promise<void> {
  await card(page).getByRole('button', { name: 'Next' }).click();
}

/** The card is whole in the window, and so is what it points at, beside it. */
async function expectInSight(page: Page): Promise<void> {
  await expect
    .poll(() =>
      card(page).evaluate((element) => {
        const { left, top, right, bottom } = element.getBoundingClientRect();
        return left >= 0 && top >= 0 && right <= document.documentElement.clientWidth && bottom <= window.innerHeight;
      }),
    )
    .toBe(true);
  await expect(page.locator('.tour-ring')).toBeInViewport();
}

test('the tour is offered until it is turned down, and forced on nobody', async ({ page }) => {
  const studio = await open(page);
  await expect(offer(page)).toBeVisible();
  await expect(card(page)).toHaveCount(0);
  await page.reload();
  await expect(offer(page)).toBeVisible();
  await offer(page).getByRole('button', { name: 'No, thanks' }).click();
  await expect(offer(page)).toHaveCount(0);
  await page.reload();
  await studio.expectReady();
  await expect(offer(page)).toHaveCount(0);
});

test('it is taken from the keyboard, skipped at any step, and taken again from the palette and from the help', async ({ page }) => {
  await open(page);
  await offer(page).getByRole('button', { name: 'Take the tour' }).press('Enter');
  await expect(stop(page, 1)).toBeVisible();
  await expect(stop(page, 1).getByRole('heading')).toBeFocused();
  await card(page).getByRole('button', { name: 'Next' }).press('Enter');
  await expect(stop(page, 2).getByRole('heading')).toBeFocused();
  await card(page).getByRole('button', { name: 'Back' }).press('Enter');
  await expect(stop(page, 1).getByRole('heading')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(card(page)).toHaveCount(0);
  await expect(offer(page)).toHaveCount(0);

  const commands = page.getByRole('button', { name: 'Commands', exact: true });
  await commands.press('Enter');
  await page.keyboard.type('take the tour');
  await page.keyboard.press('Enter');
  await expect(stop(page, 1)).toBeVisible();
  await card(page).getByRole('button', { name: 'Skip the tour' }).click();
  await expect(card(page)).toHaveCount(0);
  await expect(commands).toBeFocused();

  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).getByRole('button', { name: 'Take the tour', exact: true }).click();
  await expect(stop(page, 1)).toBeVisible();
});

test('it moves real sliders, makes a real face and forks it, under the eyes of who takes it', async ({ page }) => {
  const studio = await open(page);
  await studio.set({ seed: 7, steps: 6, semanticGuidance: 0 });
  await offer(page).getByRole('button', { name: 'Take the tour' }).click();
  await next(page);
  await stop(page, 2).getByRole('button', { name: 'Raise AU12 to 5' }).click();
  await expect(studio.slider(SMILE)).toHaveValue('5');
  await next(page);
  await stop(page, 3).getByRole('button', { name: 'Generate a face' }).click();
  await studio.expectFace();
  await expect(stop(page, 3)).toContainText('This one took 6.');
  await next(page);
  const recognised = await page.getByText(/^Recognised: /).innerText();
  await expect(stop(page, 4)).toContainText(`In this one ${recognised.replace('Recognised: ', '')} is recognised`);
  // The studio is not locked under it.
  await studio.slider(SMILE).fill('1');
  await next(page);
  await expect(page.getByRole('img', { name: /^Step 4 of 6, preview/ })).toBeVisible();
  await stop(page, 5).getByRole('button', { name: 'Raise AU12 and fork' }).click();
  await expect(page.getByText(/^Fork of face [0-9a-f]{6}: steps 1–4 are taken over/)).toBeVisible();
  await studio.expectFace();
  await next(page);
  await expect(page.getByRole('heading', { name: 'Gallery' })).toBeVisible();
  await expect(stop(page, 6).getByRole('heading')).toBeFocused();
  await next(page);
  await expect(page.getByRole('button', { name: 'Export 2 shown…' })).toBeVisible();
  await stop(page, 7).getByRole('button', { name: 'Done' }).click();
  await expect(card(page)).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Stage' })).toBeVisible();
});

test('what faces are for and not for is said until it was read, and again to whoever asks', async ({ page }) => {
  const studio = await open(page);
  const notice = page.getByRole('region', { name: 'Use of faces' });
  await expect(notice).toContainText('Not for telling what real people feel');
  await notice.getByRole('button', { name: 'Understood' }).press('Enter');
  await expect(notice).toHaveCount(0);
  await page.reload();
  await studio.expectReady();
  await expect(offer(page)).toBeVisible();
  await expect(notice).toHaveCount(0);
  await page.getByRole('contentinfo').getByRole('button', { name: 'Use of faces' }).press('Enter');
  await expect(notice).toBeFocused();
  await notice.getByRole('button', { name: 'Understood' }).click();
  await expect(notice).toHaveCount(0);
});

for (const [name, viewport] of Object.entries({ wide: { width: 1440, height: 900 }, narrow: { width: 360, height: 740 } })) {
  test.describe(name, () => {
    test.use({ viewport, contextOptions: { reducedMotion: 'reduce' } });

    test('the tour walks over the shipped face with its own figures, in sight and without accessibility violations', async ({ page }) => {
      const studio = new Studio(page);
      await studio.open();
      await expect(page.getByRole('img', { name: /^Example face: happiness requested, happiness recognised/ })).toBeVisible();
      await expectAccessible(page);
      await offer(page).getByRole('button', { name: 'Take the tour' }).click();
      for (const number of [1, 2, 3, 4, 5, 6, 7]) {
        await expect(stop(page, number)).toBeVisible();
        await expectInSight(page);
        if (number === 1) await expect(stop(page, 1)).toContainText('The face on the stage was asked for 12D+25C.');
        if (number === 4) await expect(stop(page, 4)).toContainText(/In this one happiness is recognised, (> )?\d+ %, where happiness was asked for\./);
        await expectAccessible(page);
        if (process.env['TOUR_PICTURES']) await page.screenshot({ path: `/tmp/tour-${name}-${String(number)}.png` });
        await card(page).getByRole('button', { name: number === 7 ? 'Done' : 'Next' }).click();
      }
      await expect(card(page)).toHaveCount(0);
    });
  });
}
