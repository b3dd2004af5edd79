import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { parsePlan } from '../src/domain/plan/planFile';
import { encodePng } from '../src/domain/png/encode';
import { testPicture } from '../workers/export/testing';
import { expectAccessible } from './support/axe';
import { bytesOf } from './support/downloads';
import { Studio } from './support/studio';
import { test } from './support/test';
import { TINY_PACK_OF_LOOKS } from './support/tinyPack';

const FACES = 6;

/** Opens the batch view with the tiny pack; its recipe takes enough steps that a batch can be caught in the middle. */
async function openBatch(page: Page, steps: number): Promise<void> {
  const studio = new Studio(page);
  await studio.open(TINY_PACK_OF_LOOKS);
  await studio.set({ seed: 7, steps });
  await page.getByRole('link', { name: 'Batch', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Batch', exact: true })).toBeFocused();
}

/** A plan of two expressions and some seeds. */
async function planFaces(page: Page, seeds = FACES / 2): Promise<void> {
  const plan = page.getByRole('form', { name: 'Plan' });
  await plan.getByRole('button', { name: 'None', exact: true }).click();
  for (const name of ['happiness', 'fear']) await plan.getByRole('checkbox', { name, exact: true }).check();
  await plan.getByRole('spinbutton', { name: 'Number of seeds' }).fill(String(seeds));
  await expect(plan.getByText(String(2 * seeds), { exact: true })).toBeVisible();
}

const batch = (page: Page, name: string) => page.getByRole('listitem', { name, exact: true });
const start = (page: Page) => page.getByRole('button', { name: 'Start', exact: true });

/** What the browser's storage holds of the batch's work. */
async function stored(page: Page) {
  return page.evaluate(async () => {
    const opening = indexedDB.open('synfer-studio');
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(new Error('no database'));
    });
    // One transaction: the batch goes on meanwhile.
    const tx = db.transaction(['faces', 'batchItems']);
    const all = <T>(store: string) =>
      new Promise<T[]>((resolve) => {
        const request = tx.objectStore(store).getAll() as IDBRequest<T[]>;
        request.onsuccess = () => resolve(request.result);
      });
    const [faces, items] = await Promise.all([
      all<{ id: string; savedAt: number; recipe: { prompt: string; au: Record<string, unknown> } }>('faces'),
      all<{ index: number; faceId: string; outcome: { kind: string } }>('batchItems'),
    ]);
    db.close();
    return { faces: faces.map(({ id, savedAt, recipe }) => ({ id, savedAt, prompt: recipe.prompt, au: recipe.au })), items };
  });
}

test('a batch survives two reloads in the middle: it goes on, no face twice, none lost', async ({ page }) => {
  const many = 36;
  await openBatch(page, 20);
  await planFaces(page, many / 2);
  await start(page).click();
  const row = batch(page, 'Batch 1');
  let before: Awaited<ReturnType<typeof stored>> = { faces: [], items: [] };
  for (const least of [4, 14]) {
    await expect.poll(async () => (await stored(page)).items.length).toBeGreaterThanOrEqual(least);
    await page.reload();
    const now = await stored(page);
    expect(now.faces.length).toBeGreaterThanOrEqual(least);
    expect(now.faces.length).toBeLessThan(many);
    expect(now.items.map(({ faceId }) => faceId).sort()).toEqual(now.faces.map(({ id }) => id).sort());
    // Those made before a reload are not made again.
    for (const face of before.faces) expect(now.faces).toContainEqual(face);
    before = now;
  }

  await expect(row).toContainText('Done', { timeout: 180_000 });
  await expect(row).toContainText(`${String(many)} of ${String(many)} faces`);
  const after = await stored(page);
  expect(after.faces).toHaveLength(many);
  for (const face of before.faces) expect(after.faces).toContainEqual(face);
  expect(after.items.map(({ index }) => index)).toEqual(Array.from({ length: many }, (_, index) => index));
  expect(new Set(after.items.map(({ outcome }) => outcome.kind))).toEqual(new Set(['made']));
  expect(new Set(after.items.map(({ faceId }) => faceId)).size).toBe(many);

  await row.getByRole('link', { name: 'Faces of Batch 1 in the gallery' }).click();
  await expect(page.getByText(`${String(many)} of ${String(many)} faces`)).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Board' })).toHaveValue('Batch 1');
});

test('a batch pauses, lets a face made by hand go first, changes places and is cancelled', async ({ page }) => {
  await openBatch(page, 120);
  await planFaces(page);
  await start(page).click();
  await page.getByRole('textbox', { name: 'Intensities' }).fill('0.5');
  await start(page).click();
  const [first, second] = [batch(page, 'Batch 1'), batch(page, 'Batch 2')];
  await expect(first).toContainText('Running');
  await expect(second).toContainText('Waiting');

  await page.getByRole('button', { name: 'Up: Batch 2' }).click();
  await expect(second).toContainText('Running');
  await expect(first).toContainText('Waiting');
  await page.getByRole('button', { name: 'Pause: Batch 2' }).click();
  await expect(second).toContainText('Paused');
  await expect(first).toContainText('Running');
  await page.getByRole('button', { name: 'Cancel: Batch 2' }).click();
  await expect(page.getByRole('list', { name: 'Batches that have ended' })).toContainText('Cancelled');

  await page.getByRole('link', { name: 'Studio', exact: true }).click();
  const studio = new Studio(page);
  await studio.set({ seed: 1000, steps: 2 });
  await studio.generate();
  await expect(studio.alert).toHaveCount(0);

  await page.getByRole('link', { name: 'Batch', exact: true }).click();
  await expect(first).toContainText('Done');
  await expect(first).toContainText('6 of 6 faces');
});

test('the last batch comes to the front; the rest, or all, are cancelled and come back', async ({ page }) => {
  await openBatch(page, 200);
  // More than can be made in the time this takes, however fast the machine.
  await planFaces(page, 30);
  for (const intensities of ['0.3', '0.5', '0.7']) {
    await page.getByRole('textbox', { name: 'Intensities' }).fill(intensities);
    await start(page).click();
  }
  const names = () => page.getByRole('list', { name: 'Batches in the queue' }).getByRole('heading');
  await expect(names()).toHaveText(['Batch 1', 'Batch 2', 'Batch 3']);
  await page.getByRole('button', { name: 'To the front: Batch 3' }).click();
  await expect(names()).toHaveText(['Batch 3', 'Batch 1', 'Batch 2']);
  await expect(batch(page, 'Batch 3')).toContainText('Running');
  await page.getByRole('button', { name: 'Pause: Batch 2' }).click();

  await page.getByRole('button', { name: 'Cancel the rest (2)' }).click();
  await expect(names()).toHaveText(['Batch 3']);
  await expect(batch(page, 'Batch 3')).toContainText('Running');
  const undo = page.locator('.toast').getByRole('button', { name: 'Undo' });
  await undo.click();
  await expect(names()).toHaveText(['Batch 3', 'Batch 1', 'Batch 2']);
  await expect(batch(page, 'Batch 1')).toContainText('Waiting');
  await expect(batch(page, 'Batch 2')).toContainText('Paused');

  await page.getByRole('button', { name: 'Cancel all 3' }).click();
  await expect(names()).toHaveCount(0);
  await undo.click();
  await expect(batch(page, 'Batch 3')).toContainText('Running');
  await page.getByRole('button', { name: 'Cancel: Batch 3' }).click();
  await expect(names()).toHaveText(['Batch 1', 'Batch 2']);
});

test('one tab makes the faces, and another takes over when it is closed', async ({ page, context }) => {
  await openBatch(page, 120);
  await planFaces(page);
  await start(page).click();
  await expect(batch(page, 'Batch 1').getByRole('button', { name: /^Open face/ }).first()).toBeVisible();

  const other = await context.newPage();
  await other.goto(`/${TINY_PACK_OF_LOOKS}#/batch`);
  await expect(batch(other, 'Batch 1')).toContainText('Running');
  await page.close();
  await expect(batch(other, 'Batch 1')).toContainText('Done');
  const { faces, items } = await stored(other);
  expect(faces).toHaveLength(FACES);
  expect(items).toHaveLength(FACES);
});

test('a tab whose model failed holds up no batch that another can make', async ({ page, context }) => {
  await page.goto('/?pack=packs-test/none/#/batch');
  await expect(page.getByRole('alert').first()).toBeVisible();
  const able = await context.newPage();
  await openBatch(able, 2);
  await planFaces(able);
  await start(able).click();
  await expect(batch(able, 'Batch 1')).toContainText('Done');
  expect((await stored(able)).faces).toHaveLength(FACES);
});

test("a batch with a layout picture of one's own survives a reload", async ({ page }) => {
  await openBatch(page, 100);
  await page.getByRole('link', { name: 'Studio', exact: true }).click();
  const picture = await encodePng(testPicture(3, 32));
  await page.getByLabel('Layout picture').setInputFiles({ name: 'mine.png', mimeType: 'image/png', buffer: Buffer.from(picture) });
  await expect(page.getByText('mine.png').first()).toBeAttached();
  await page.getByRole('link', { name: 'Batch', exact: true }).click();
  await planFaces(page);
  await start(page).click();
  await expect.poll(async () => (await stored(page)).items.length).toBeGreaterThanOrEqual(1);
  await page.reload();
  expect((await stored(page)).items.length).toBeLessThan(FACES);
  await expect(batch(page, 'Batch 1')).toContainText('Done', { timeout: 180_000 });
  const { faces, items } = await stored(page);
  expect(items.map(({ outcome }) => outcome.kind)).toEqual(Array.from({ length: FACES }, () => 'made'));
  expect(faces).toHaveLength(FACES);
});

test('Start says why it is disabled, and the same plan once more makes nothing twice', async ({ page }) => {
  await openBatch(page, 2);
  await planFaces(page);
  const intensities = page.getByRole('textbox', { name: 'Intensities' });
  await intensities.fill('half');
  await expect(start(page)).toBeDisabled();
  await expect(start(page)).toHaveAccessibleDescription(/“half” is neither a number nor a range/);
  await intensities.fill('');
  await start(page).click();
  await expect(batch(page, 'Batch 1')).toContainText('Done');
  await start(page).click();
  await expect(batch(page, 'Batch 2')).toContainText('6 of 6 faces');
  const { faces, items } = await stored(page);
  expect(faces).toHaveLength(FACES);
  expect(items.filter(({ outcome }) => outcome.kind === 'known')).toHaveLength(FACES);
});

test('every seed draws a look and turns its head; sure faces are accepted by themselves', async ({ page }) => {
  await openBatch(page, 1);
  await planFaces(page);
  await page.getByRole('button', { name: 'None', exact: true }).click();
  await page.getByRole('checkbox', { name: 'Accept sure faces by themselves' }).check();
  await page.getByText('Sampled looks').click();
  await page.getByRole('checkbox', { name: 'Hair colour' }).check();
  await page.getByRole('group', { name: 'Hair colour' }).getByRole('button', { name: 'black hair' }).click();
  await page.getByText('Sampled head pose and gaze').click();
  await page.getByRole('slider', { name: 'Head' }).fill('5');
  await expect(page.getByText(/^Seed 7: 5[12][A-E]/)).toBeVisible();
  await page.getByRole('slider', { name: 'Confidence ≥' }).fill('0');
  await page.getByRole('checkbox', { name: 'Only where voters and request agree' }).uncheck();
  await page.getByRole('spinbutton', { name: 'Number of seeds' }).fill('4');
  await start(page).click();
  await expect(batch(page, 'Batch 1')).toContainText('Done');
  await batch(page, 'Batch 1').getByRole('link', { name: /in the gallery/ }).click();
  await page.getByLabel('Review', { exact: true }).selectOption('accepted');
  await expect(page.getByText('4 of 4 faces')).toBeVisible();
  // Each face's recipe holds the look and the turn that its seed drew.
  const { faces } = await stored(page);
  for (const { prompt } of faces) expect(prompt).toMatch(/(brown|red) hair$/);
  expect(new Set(faces.map(({ au }) => JSON.stringify([au['AU51'] ?? 0, au['AU52'] ?? 0]))).size).toBe(4);
});

test('no accessibility violations, empty and with batches', async ({ page }) => {
  await openBatch(page, 2);
  await expectAccessible(page);
  await planFaces(page);
  await page.getByRole('checkbox', { name: 'Accept sure faces by themselves' }).check();
  await page.getByText('Sampled looks').click();
  await page.getByRole('checkbox', { name: 'Hair colour' }).check();
  await page.getByText('Sampled head pose and gaze').click();
  await page.getByRole('slider', { name: 'Head' }).fill('2.5');
  await start(page).click();
  await expect(batch(page, 'Batch 1')).toContainText('Done');
  await expectAccessible(page);
});

test('a plan is saved as a file and opened again as the same form; a file that is none says so and changes nothing', async ({ page }) => {
  await openBatch(page, 5);
  await planFaces(page, 4);
  const plan = page.getByRole('form', { name: 'Plan' });
  const seeds = plan.getByRole('spinbutton', { name: 'Number of seeds' });
  const downloading = page.waitForEvent('download');
  await plan.getByRole('button', { name: 'Save plan' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/\.plan\.json$/);
  const text = (await bytesOf(download)).toString();
  // The command line reads it as it is.
  expect(parsePlan(text)).toMatchObject({ expressions: ['happiness', 'fear'], base: { pack: 'tiny-random', seed: 7, steps: 5 } });

  await seeds.fill('2');
  await plan.getByRole('checkbox', { name: 'anger', exact: true }).check();
  const open = (content: string) => page.getByLabel('Plan file').setInputFiles({ name: 'a.plan.json', mimeType: 'application/json', buffer: Buffer.from(content) });
  await open('{"format":"something else"}');
  await expect(page.getByRole('alert').first()).toBeVisible();
  await expect(seeds).toHaveValue('2');

  await open(text);
  await expect(seeds).toHaveValue('4');
  await expect(plan.getByRole('checkbox', { name: 'anger', exact: true })).not.toBeChecked();
  for (const name of ['happiness', 'fear']) await expect(plan.getByRole('checkbox', { name, exact: true })).toBeChecked();
  await expect(plan.getByText('8', { exact: true })).toBeVisible();
});
