import { expect } from '@playwright/test';
import { cells, faceToJudge, openWithFaces } from './support/gallery';
import { curations } from './support/library';
import { test } from './support/test';

test('review: disputed faces first, one key each, and back', async ({ page }) => {
  await openWithFaces(page, 'review');
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
  await openWithFaces(page, 'review');
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
  await openWithFaces(page, 'review');
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
  await openWithFaces(page, 'review');
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
