import { expect } from '@playwright/test';
import type { Download, Locator, Page } from '@playwright/test';
import { readZip } from '../src/files/readZip';
import { readExport } from '../src/domain/dataset/readExport';
import type { RestoredFace } from '../src/domain/dataset/readExport';
import { bytesOf } from './support/downloads';
import { Studio } from './support/studio';
import { test } from './support/test';
import { TINY_PACK } from './support/tinyPack';

/** More stops than any view has: who has tabbed so often has gone round. */
const MOST_STOPS = 250;

async function open(page: Page): Promise<Studio> {
  // Without the picker the set goes to the downloads, where a test can read it.
  await page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
  const studio = new Studio(page);
  await studio.open(TINY_PACK);
  return studio;
}

/** Goes from stop to stop, as someone without a mouse does, until the target has the focus. */
async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(target).toBeEnabled();
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  await expect(target, `reached with ${key}`).toBeFocused();
}

/** What is in a downloaded set, as the studio itself reads it back. */
async function facesIn(download: Download): Promise<(RestoredFace | null)[]> {
  const faces: (RestoredFace | null)[] = [];
  for await (const face of readExport(await readZip(new Blob([await bytesOf(download)])))) faces.push(face);
  return faces;
}

/** The one face that both ways end in: asked for, made, accepted as it was recognised, and exported. */
function expectTheFace(faces: readonly (RestoredFace | null)[]): void {
  expect(faces).toHaveLength(1);
  expect(faces[0]?.face.recipe).toMatchObject({ prompt: 'a young woman', expression: 'happiness', au: { AU4: 0.04 } });
  expect(faces[0]?.curation.judgements.first).toMatchObject({ state: 'accepted' });
}

test('the keyboard alone composes, generates, reviews and exports', async ({ page }) => {
  const studio = await open(page);
  await page.keyboard.press('Alt+P');
  await expect(studio.prompt).toBeFocused();
  await page.keyboard.type('a young woman');
  await tabTo(page, studio.expression('None'), 'Shift+Tab');
  for (const name of ['neutral', 'happiness'] as const) {
    await page.keyboard.press('ArrowRight');
    await expect(studio.expression(name)).toBeChecked();
  }
  await tabTo(page, studio.slider('AU4 Brow lowerer'));
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(studio.slider('AU4 Brow lowerer')).toHaveValue('0.2');
  await page.keyboard.press('Control+Enter');
  await studio.expectFace();
  await expect(studio.recentFaces).toHaveCount(1);

  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await expect(page.getByRole('img', { name: /^Face to judge/ })).toBeVisible();
  await tabTo(page, page.getByRole('button', { name: /^Accept [a-z]+ A$/ }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'The one face is judged' })).toBeVisible();

  await page.keyboard.press('g');
  await page.keyboard.press('g');
  const exportFaces = page.getByRole('button', { name: 'Export 1 accepted…' });
  await tabTo(page, exportFaces);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Export as a labelled set' });
  await expect(dialog).toContainText('1 face will be exported.');
  await tabTo(page, dialog.getByRole('textbox', { name: 'Name' }));
  await page.keyboard.press('Control+A');
  await page.keyboard.type('by-keyboard');
  await tabTo(page, dialog.getByRole('button', { name: 'Export', exact: true }));
  const downloading = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('by-keyboard.zip');
  expectTheFace(await facesIn(download));

  await expect(dialog.getByRole('status')).toContainText('1 face in');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(exportFaces).toBeFocused();
});

test('names and roles alone, as a screen reader says them, compose, generate, review and export', async ({ page }) => {
  await open(page);
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('a young woman');
  await page.getByRole('radiogroup', { name: 'Expression' }).getByRole('radio', { name: 'happiness', exact: true }).check();
  await page.getByRole('slider', { name: 'AU4 Brow lowerer', exact: true }).fill('0.2');
  await page.getByRole('button', { name: 'Generate', exact: true }).click();
  await expect(page.getByRole('img', { name: /^Generated face: happiness requested/ })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Recent faces' }).getByRole('listitem')).toHaveCount(1);

  const views = page.getByRole('navigation', { name: 'Views' });
  await views.getByRole('link', { name: 'Review', exact: true }).click();
  await expect(page.getByRole('img', { name: /^Face to judge: happiness requested/ })).toBeVisible();
  await page.getByRole('button', { name: /^Accept [a-z]+ A$/ }).click();
  await expect(page.getByRole('heading', { name: 'The one face is judged' })).toBeVisible();

  await views.getByRole('link', { name: 'Gallery', exact: true }).click();
  await page.getByRole('button', { name: 'Export 1 accepted…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export as a labelled set' });
  await dialog.getByRole('group', { name: 'Layout' }).getByRole('radio', { name: 'AffectNet layout' }).check();
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('by-name');
  await dialog.getByRole('combobox', { name: 'Licence' }).selectOption('MIT licence');
  await dialog.getByRole('spinbutton', { name: 'Share of test' }).fill('20');
  await expect(dialog.getByRole('list', { name: 'What will be exported' })).toContainText('1 face will be exported.');
  const downloading = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  expectTheFace(await facesIn(await downloading));
  await expect(dialog.getByRole('status')).toContainText('1 face in');
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(dialog).toHaveCount(0);
});
