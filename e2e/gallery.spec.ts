import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { seedFaces, variedFaces } from './support/library';
import type { SeededFace } from './support/library';
import { Studio } from './support/studio';
import { TINY_PACK, serveTinyPack } from './support/tinyPack';

const SIZES = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } };

/** Four faces, of which the newest comes first: agreed and sure, agreed and unsure, disputed, its double. */
const FOUR: readonly SeededFace[] = [
  { requested: 'fear', recognised: 'surprise', confidence: 0.7, prompt: 'an old man', look: 9 },
  { requested: 'fear', recognised: 'surprise', confidence: 0.75, prompt: 'an old man in a hat', look: 9 },
  { requested: 'sadness', recognised: 'sadness', confidence: 0.5, prompt: 'a young woman' },
  { requested: 'happiness', recognised: 'happiness', confidence: 0.9, prompt: 'a young man' },
];

async function open(page: Page, view: 'gallery' | 'review', faces: readonly SeededFace[] = FOUR): Promise<void> {
  await serveTinyPack(page);
  await seedFaces(page, faces);
  await page.goto(`/${TINY_PACK}#/${view}`);
}

const cells = (page: Page) => page.getByRole('grid', { name: 'Faces' }).getByRole('gridcell');
const filters = (page: Page) => page.getByRole('group', { name: 'Filters' });
const count = (page: Page) => filters(page).getByRole('status');
const faceToJudge = (page: Page) => page.getByRole('img', { name: /^Face to judge/ });

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [name, viewport] of Object.entries(SIZES)) {
    test.describe(`${colorScheme}, ${name}`, () => {
      test.use({ colorScheme, viewport });

      test('gallery and review have no accessibility violations', async ({ page }) => {
        const violations = async () => (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => ({ id, nodes: nodes.map((node) => node.html) }));
        await open(page, 'gallery', variedFaces(60));
        await cells(page).first().click();
        await expect(page.getByRole('region', { name: 'Chosen faces' })).toBeVisible();
        expect(await violations()).toEqual([]);
        if (name === 'narrow') {
          for (const tab of ['Filters', 'Distributions']) {
            await page.getByRole('tab', { name: tab }).click();
            expect(await violations()).toEqual([]);
          }
        }
        await page.getByRole('link', { name: 'Review', exact: true }).click();
        await expect(faceToJudge(page)).toBeVisible();
        expect(await violations()).toEqual([]);
        await page.getByRole('checkbox', { name: 'Blind' }).check();
        expect(await violations()).toEqual([]);
      });
    });
  }
}

test('views are links: the address names them, the focus goes to their heading, keys lead there too', async ({ page }) => {
  await open(page, 'gallery', []);
  await expect(page.getByRole('link', { name: 'Gallery', exact: true })).toHaveAttribute('aria-current', 'page');
  await expect(page.getByRole('heading', { name: 'Every face you make is kept here' })).toBeVisible();

  await page.getByRole('link', { name: 'Review', exact: true }).click();
  await expect(page).toHaveURL(/#\/review$/);
  await expect(page.getByRole('heading', { name: 'Review', exact: true })).toBeFocused();
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await expect(page.getByRole('heading', { name: 'Studio', exact: true })).toBeFocused();
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Review', exact: true })).toBeFocused();
});

test('faces of the first version are there, and filters and order find them', async ({ page }) => {
  await open(page, 'gallery');
  await expect(cells(page)).toHaveCount(4);
  await expect(cells(page).first()).toHaveAccessibleName('happiness recognised, 90 %, happiness requested');
  await expect(cells(page).last()).toHaveAccessibleName(/near-duplicate/);

  await page.getByLabel('Agreement').selectOption('someone disagrees');
  await expect(count(page)).toHaveText('2 of 4 faces');
  await page.getByLabel('Doubles').selectOption('one of each');
  await expect(count(page)).toHaveText('1 of 4 faces');
  await page.getByRole('button', { name: 'Clear 2 filters' }).click();
  await page.getByLabel('Prompt has').fill('young wom');
  await expect(count(page)).toHaveText('1 of 4 faces');
  await page.getByLabel('Prompt has').fill('');
  await page.getByLabel('Shows unit').selectOption('AU12 Lip corner puller');
  await expect(count(page)).toHaveText('1 of 4 faces');
  await page.getByLabel('Shows unit').selectOption('any');
  await page.getByLabel('Order').selectOption('Least confident first');
  await expect(cells(page).first()).toHaveAccessibleName(/^sadness/);
});

test('the keyboard alone walks the grid, chooses, stars, deletes and takes back', async ({ page }) => {
  await open(page, 'gallery', variedFaces(200));
  await cells(page).first().focus();
  await page.keyboard.press('Control+End');
  const last = page.locator('[role=gridcell][data-index="199"]');
  await expect(last).toBeFocused();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press(' ');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(page.getByRole('region', { name: 'Chosen faces' })).toContainText('2 chosen');
  await page.keyboard.press('.');
  await expect(page.getByRole('gridcell', { name: /starred/ })).toHaveCount(2);

  await page.keyboard.press('Delete');
  await expect(count(page)).toHaveText('198 of 198 faces');
  await page.keyboard.press('Control+Z');
  await expect(count(page)).toHaveText('200 of 200 faces');
  await expect(page.getByRole('gridcell', { name: /starred/ })).toHaveCount(2);
  await page.keyboard.press('Control+Z');
  await expect(page.getByRole('gridcell', { name: /starred/ })).toHaveCount(0);
});

test('boards and stars outlive a reload, and a deleted face comes back from the toast', async ({ page }) => {
  await open(page, 'gallery');
  await cells(page).first().click();
  const chosen = page.getByRole('region', { name: 'Chosen faces' });
  await chosen.getByLabel('Board').fill('  Pilot   study ');
  await page.keyboard.press('Enter');
  await chosen.getByRole('button', { name: 'Star' }).click();
  await expect(chosen.getByRole('button', { name: 'Remove Pilot study' })).toBeVisible();
  await expect(page.getByRole('gridcell', { name: /^happiness.*starred/ })).toBeVisible();

  await page.reload();
  await filters(page).getByLabel('Board').selectOption('Pilot study (1)');
  await expect(cells(page)).toHaveCount(1);
  await expect(cells(page)).toHaveAccessibleName(/^happiness.*starred/);
  await cells(page).click();
  await chosen.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('No face passes the filters.')).toBeVisible();
  await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
  const back = page.getByRole('gridcell', { name: /^happiness.*starred/ });
  // Shown once it is kept again.
  await expect(back).toBeVisible();
  await page.reload();
  await expect(back).toBeVisible();
});

test('Enter opens a face on the stage', async ({ page }) => {
  await open(page, 'gallery');
  const studio = new Studio(page);
  await cells(page).first().focus();
  await page.keyboard.press('Enter');
  await expect(studio.face).toHaveAccessibleName(/happiness requested, happiness recognised/);
  await expect(page).toHaveURL(/#\/$/);
  await expect(studio.recentFaces).toHaveCount(4);
});

test('what is chosen, or else accepted, goes into the export dialog', async ({ page }) => {
  await open(page, 'gallery');
  await expect(page.getByRole('button', { name: 'Export 4 shown…' })).toBeVisible();
  await cells(page).first().click();
  await page.getByRole('button', { name: 'Accept', exact: true }).click();
  await page.getByRole('button', { name: 'Choose none' }).click();
  await page.getByRole('button', { name: 'Export 1 accepted…' }).click();
  await expect(page.getByRole('dialog', { name: 'Export as a labelled set' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('review: disputed faces first, one key each, and back', async ({ page }) => {
  await open(page, 'review');
  const judged = (done: number) => expect(page.getByText(`${done} of 4 judged`)).toBeVisible();
  await expect(faceToJudge(page)).toHaveAccessibleName(/fear requested, surprise recognised, 70 %/);
  await page.keyboard.press('5');
  await judged(1);
  await expect(faceToJudge(page)).toHaveAccessibleName(/75 %/);
  await page.keyboard.press('r');
  await expect(faceToJudge(page)).toHaveAccessibleName(/sadness recognised, 50 %/);
  await page.keyboard.press('u');
  await judged(1);
  await expect(faceToJudge(page)).toHaveAccessibleName(/75 %/);
  await page.keyboard.press('s');
  await expect(faceToJudge(page)).toHaveAccessibleName(/sadness recognised, 50 %/);
  await page.keyboard.press('a');
  await page.keyboard.press('a');
  await expect(faceToJudge(page)).toHaveAccessibleName(/75 %/);
  await page.keyboard.press('r');
  await expect(page.getByRole('heading', { name: 'All 4 faces are judged' })).toBeVisible();
  await page.keyboard.press('Control+Z');
  await judged(3);

  await page.reload();
  await judged(3);
  await page.getByRole('link', { name: 'Gallery', exact: true }).click();
  await page.getByLabel('Review', { exact: true }).selectOption('accepted');
  await expect(cells(page)).toHaveCount(3);
});

test('a threshold says what it would keep, and accepts it', async ({ page }) => {
  await open(page, 'review');
  const panel = page.getByRole('region', { name: 'Threshold', exact: true });
  await panel.getByRole('slider', { name: 'Confidence ≥' }).fill('0.7');
  await expect(panel).toContainText('1 of 4 unreviewed');
  await panel.getByRole('checkbox').uncheck();
  await expect(panel).toContainText('3 of 4 unreviewed');
  // (0.7 + 0.75 + 0.9) / 3
  await expect(panel).toContainText('78.3 % expected');
  await panel.getByRole('button', { name: 'Accept all 3 above' }).click();
  await expect(page.getByText('3 of 4 judged')).toBeVisible();
  await page.keyboard.press('Control+Z');
  await expect(page.getByText('0 of 4 judged')).toBeVisible();
});

test('a second rater judges blind, and kappa says how far the two agree', async ({ page }) => {
  await open(page, 'review');
  await expect(faceToJudge(page)).toBeVisible();
  for (const key of ['5', '5', '3', '2']) await page.keyboard.press(key);
  await expect(page.getByText('4 of 4 judged')).toBeVisible();

  await page.getByRole('radio', { name: 'Second rater' }).check();
  await page.getByRole('checkbox', { name: 'Blind' }).check();
  await expect(page.getByText('0 of 4 judged')).toBeVisible();
  await expect(page.getByText('Recognised')).toHaveCount(0);
  await expect(faceToJudge(page)).toHaveAccessibleName('Face to judge');
  await expect(page.getByRole('button', { name: /^Accept A$/ })).toBeDisabled();
  // Blind order is that of the ids: the two old men, the woman, the happy man.
  for (const key of ['5', '4', '3', '2']) await page.keyboard.press(key);

  // Same on 3 of 4. By chance: (2 · 1 + 1 · 1 + 1 · 1) / 16 = 1/4. Kappa: (3/4 − 1/4) / (3/4).
  const raters = page.getByRole('region', { name: 'Raters', exact: true });
  await expect(raters).toContainText('75 %');
  await expect(raters).toContainText('0.67');
});
