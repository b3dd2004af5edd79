import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { testRecipe } from '../src/domain/recipe/testRecipe';
import { violations } from './support/axe';
import { curations, seedFaces, variedFaces } from './support/library';
import type { SeededFace } from './support/library';
import { Studio } from './support/studio';
import { test } from './support/test';
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
        await open(page, 'gallery', variedFaces(60));
        await cells(page).first().click();
        await expect(page.getByRole('region', { name: 'Chosen faces' })).toBeVisible();
        expect(await violations(page)).toEqual([]);
        if (name === 'narrow') {
          for (const tab of ['Filters', 'Distributions']) {
            await page.getByRole('tab', { name: tab }).click();
            expect(await violations(page)).toEqual([]);
          }
        }
        await page.getByRole('link', { name: 'Review', exact: true }).click();
        await expect(faceToJudge(page)).toBeVisible();
        expect(await violations(page)).toEqual([]);
        await page.getByRole('checkbox', { name: 'Blind' }).check();
        expect(await violations(page)).toEqual([]);
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

test('an archived face is out of gallery, review and recent faces until it is brought back', async ({ page }) => {
  await open(page, 'gallery');
  await cells(page).first().click();
  const chosen = page.getByRole('region', { name: 'Chosen faces' });
  await chosen.getByRole('button', { name: 'Archive' }).click();
  await expect(count(page)).toHaveText('3 of 3 faces');
  await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
  await expect(count(page)).toHaveText('4 of 4 faces');
  await cells(page).first().click();
  await page.keyboard.press('e');
  await expect(count(page)).toHaveText('3 of 3 faces');
  await expect(page.getByRole('button', { name: 'Export 3 shown…' })).toBeVisible();
  await page.getByRole('link', { name: 'Review', exact: true }).click();
  await expect(page.getByText('0 of 3 judged')).toBeVisible();
  await page.getByRole('link', { name: 'Studio', exact: true }).click();
  await expect(new Studio(page).recentFaces).toHaveCount(3);

  await page.reload();
  await page.getByRole('link', { name: 'Gallery', exact: true }).click();
  await filters(page).getByLabel('Archive').selectOption('archived only (1)');
  await expect(count(page)).toHaveText('1 of 1 faces');
  await expect(cells(page)).toHaveAccessibleName(/^happiness.*archived/);
  await cells(page).click();
  await chosen.getByRole('button', { name: 'Bring back' }).click();
  await filters(page).getByLabel('Archive').selectOption('not shown');
  await expect(count(page)).toHaveText('4 of 4 faces');
  await page.getByRole('link', { name: 'Studio', exact: true }).click();
  await expect(new Studio(page).recentFaces).toHaveCount(4);
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

test('a face older than the recent ones can be used, compared and lend its layout', async ({ page }) => {
  await open(page, 'gallery', variedFaces(70));
  const studio = new Studio(page);
  await cells(page).first().focus();
  await page.keyboard.press('Control+End');
  await expect(page.locator('[role=gridcell][data-index="69"]')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(studio.recentFaces).toHaveCount(60);
  const recent = page.getByRole('region', { name: 'Recent faces' });
  await expect(recent.getByRole('button', { name: 'Delete' })).toBeVisible();
  await page.getByRole('button', { name: 'Compare…' }).click();
  await expect(page.getByRole('dialog').getByRole('listitem')).toHaveCount(4);
  await page.keyboard.press('Escape');

  const former = await studio.prompt.inputValue();
  await page.getByRole('button', { name: 'Use settings' }).click();
  await page.getByRole('menuitem', { name: 'Prompt', exact: true }).click();
  await expect(studio.status).toHaveText('Prompt taken over from face 000000.');
  await expect(studio.prompt).not.toHaveValue(former);
  await page.keyboard.press('Control+Z');
  await expect(studio.prompt).toHaveValue(former);

  await studio.dropText('old.json', JSON.stringify(testRecipe({ layout: { source: { kind: 'gallery', id: '0'.repeat(16) }, strength: 0.5 } })));
  await studio.unfold('Layout');
  await expect(page.getByText('Keeps the layout of face 000000.')).toBeVisible();
  await studio.expectReady();
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

test('a filter takes what it hides out of the export, and all accepted faces can be had all the same', async ({ page }) => {
  await open(page, 'gallery');
  const exportOf = (what: string) => page.getByRole('button', { name: `Export ${what}…`, exact: true });
  await cells(page).first().click();
  await cells(page).last().click({ modifiers: ['Control'] });
  await page.getByRole('button', { name: 'Accept', exact: true }).click();
  await page.getByRole('button', { name: 'Choose none' }).click();
  await expect(exportOf('2 accepted')).toBeVisible();
  await expect(exportOf('all 2 accepted')).toHaveCount(0);
  await page.getByLabel('Prompt has').fill('old');
  await expect(exportOf('1 shown and accepted')).toBeVisible();
  await page.getByLabel('Prompt has').fill('woman');
  await expect(exportOf('1 shown')).toBeVisible();
  await exportOf('all 2 accepted').click();
  await expect(page.getByRole('dialog').getByText('2 faces will be exported.')).toBeVisible();
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

test('accepting in the gallery keeps the label that a person gave', async ({ page }) => {
  await open(page, 'review');
  await expect(faceToJudge(page)).toHaveAccessibleName(/fear requested, surprise recognised, 70 %/);
  await page.keyboard.press('7');
  await expect(page.getByText('1 of 4 judged')).toBeVisible();
  await page.getByRole('link', { name: 'Gallery', exact: true }).click();
  const relabelled = page.getByRole('gridcell', { name: /^surprise recognised, 70 %.*accepted/ });
  await relabelled.click();
  await page.getByRole('button', { name: 'Accept', exact: true }).click();
  await page.getByRole('button', { name: 'Choose none' }).click();
  expect(await curations(page)).toEqual([expect.objectContaining({ judgements: { first: { state: 'accepted', label: 'anger' } } })]);
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
  await expect(panel).toContainText('none judged above');
  await panel.getByRole('button', { name: 'Accept all 3 above' }).click();
  await expect(page.getByText('3 of 4 judged, 3 of them by rule')).toBeVisible();
  expect(await curations(page)).toEqual(Array.from({ length: 3 }, () => expect.objectContaining({ judgements: { rule: { state: 'accepted' } } })));
  await page.keyboard.press('Control+Z');
  await expect(page.getByText('0 of 4 judged')).toBeVisible();

  // People see what the models see in one face, and something else in the next.
  await page.keyboard.press('4');
  await page.keyboard.press('5');
  await expect(panel).toContainText('1 of 2 unreviewed');
  await expect(panel).toContainText('50.0 % of 2 judged');
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
  await expect(page.getByRole('region', { name: 'Threshold', exact: true })).toHaveCount(0);
  await expect(faceToJudge(page)).toHaveAccessibleName('Face to judge');
  await expect(page.getByRole('button', { name: /^Accept A$/ })).toBeDisabled();
  // Blind order is that of the ids: the two old men, the woman, the happy man.
  for (const key of ['5', '4', '3', '2']) await page.keyboard.press(key);

  // Same on 3 of 4. By chance: (2 · 1 + 1 · 1 + 1 · 1) / 16 = 1/4. Kappa: (3/4 − 1/4) / (3/4).
  const raters = page.getByRole('region', { name: 'Raters', exact: true });
  await expect(raters).toContainText('75 %');
  await expect(raters).toContainText('0.67');
});
