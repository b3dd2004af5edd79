import { expect } from '@playwright/test';
import { testRecipe } from '../src/domain/recipe/testRecipe';
import { expectAccessible } from './support/axe';
import { cells, count, faceToJudge, filters, openWithFaces } from './support/gallery';
import { variedFaces } from './support/library';
import { Studio } from './support/studio';
import { test } from './support/test';

const SIZES = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } };

for (const [name, viewport] of Object.entries(SIZES)) {
  test.describe(name, () => {
    test.use({ viewport });

    test('gallery and review have no accessibility violations', async ({ page }) => {
      await openWithFaces(page, 'gallery', variedFaces(60));
      await cells(page).first().click();
      await expect(page.getByRole('region', { name: 'Chosen faces' })).toBeVisible();
      await expectAccessible(page);
      if (name === 'narrow') {
        for (const tab of ['Filters', 'Distributions']) {
          await page.getByRole('tab', { name: tab }).click();
          await expectAccessible(page);
        }
      }
      await page.getByRole('link', { name: 'Review', exact: true }).click();
      await expect(faceToJudge(page)).toBeVisible();
      await expectAccessible(page);
      await page.getByRole('checkbox', { name: 'Blind' }).check();
      await expectAccessible(page);
    });
  });
}

test('views are links: the address names them, the focus goes to their heading, keys lead there too', async ({ page }) => {
  await openWithFaces(page, 'gallery', []);
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
  await openWithFaces(page, 'gallery');
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
  await openWithFaces(page, 'gallery', variedFaces(200));
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
  await openWithFaces(page, 'gallery');
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
  await openWithFaces(page, 'gallery');
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
  await openWithFaces(page, 'gallery');
  const studio = new Studio(page);
  await cells(page).first().focus();
  await page.keyboard.press('Enter');
  await expect(studio.face).toHaveAccessibleName(/happiness requested, happiness recognised/);
  await expect(page).toHaveURL(/#\/$/);
  await expect(studio.recentFaces).toHaveCount(4);
});

test('a face older than the recent ones can be used, compared and lend its layout', async ({ page }) => {
  await openWithFaces(page, 'gallery', variedFaces(70));
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
  await openWithFaces(page, 'gallery');
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
  await openWithFaces(page, 'gallery');
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
