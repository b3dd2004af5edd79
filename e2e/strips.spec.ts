import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { Studio } from './support/studio';
import { test } from './support/test';
import { TINY_PACK } from './support/tinyPack';

const SIZES = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } };

const made = (page: Page) => page.getByRole('button', { name: /^Open .*: .* %$/ });

async function openTool(page: Page, steps = 2): Promise<Studio> {
  const studio = new Studio(page);
  await studio.open(TINY_PACK);
  if ((page.viewportSize()?.width ?? 0) < 900) await page.getByRole('tab', { name: 'Settings' }).click();
  await studio.set({ seed: 7, steps });
  await page.getByRole('button', { name: 'Strip…' }).click();
  return studio;
}

for (const [name, viewport] of Object.entries(SIZES)) {
  test.describe(name, () => {
    test.use({ viewport });

    test('strips have no accessibility violations, empty or full', async ({ page }) => {
      await openTool(page);
      await expect(page.getByText('6 faces of 2 steps.')).toBeVisible();
      await expectAccessible(page);
      await page.getByLabel('Down', { exact: true }).selectOption('Action unit');
      await page.getByRole('spinbutton', { name: 'Faces across' }).fill('3');
      await page.getByRole('spinbutton', { name: 'Faces down' }).fill('2');
      await page.getByRole('button', { name: 'Make strip' }).click();
      await expect(made(page)).toHaveCount(6);
      await expect(page.getByText('All 6 faces made and kept.')).toBeVisible();
      await expectAccessible(page);
    });
  });
}

test('a strip fills in order; its faces are kept, open on the stage and leave as one PNG that says it is synthetic', async ({ page }) => {
  const studio = await openTool(page);
  await page.getByLabel('Unit across').selectOption('AU6 Cheek raiser');
  await page.getByRole('spinbutton', { name: 'Faces across' }).fill('3');
  await page.getByRole('button', { name: 'Make strip' }).click();
  await expect(made(page)).toHaveCount(3);
  await expect(studio.recentFaces).toHaveCount(3);
  await expect(page.getByRole('columnheader')).toHaveText(['AU6 0', 'AU6 2.5', 'AU6 5']);

  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download grid' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('synfer-au6-from-0-to-5.png');
  const parts: Buffer[] = [];
  for await (const part of await download.createReadStream()) parts.push(part as Buffer);
  expect(Buffer.concat(parts).toString('latin1')).toContain('synthetic\0Synthetic face; not a real person');

  await made(page).nth(2).click();
  await expect(studio.face).toBeVisible();
  await expect(studio.steps).toHaveCount(2);
  await expect(page.getByRole('button', { name: 'Strip…' })).toBeVisible();
});

test('Stop ends a strip within a step and keeps what was made; then a face can be made', async ({ page }) => {
  const studio = await openTool(page, 100);
  await page.getByRole('button', { name: 'Make strip' }).click();
  await expect(page.getByText(/^Face 1 of 6/)).toBeVisible();
  await expect(studio.generateButton).toBeDisabled();
  await page.keyboard.press('Control+Alt+Enter');
  await expect(page.getByText(/^Stopped: \d of 6 faces made and kept/)).toBeVisible();
  await page.getByRole('button', { name: 'Back to the face' }).click();
  await studio.set({ steps: 2 });
  await studio.generate();
});

test('a grid against guidance needs an expression, and says so', async ({ page }) => {
  const studio = await openTool(page);
  await studio.expression('None').check();
  await page.getByLabel('Down', { exact: true }).selectOption('Semantic guidance');
  await expect(page.getByText('Semantic guidance pulls towards an expression: choose one first.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Make strip' })).toBeDisabled();
  await studio.expression('happiness').check();
  await expect(page.getByRole('button', { name: 'Make strip' })).toBeEnabled();
  await page.getByLabel('Across', { exact: true }).selectOption('Steps');
  await page.getByRole('spinbutton', { name: 'Faces across' }).fill('2');
  await page.getByRole('spinbutton', { name: 'Faces down' }).fill('2');
  await expect(page.getByText('4 faces of 1 to 3 steps.')).toBeVisible();
  await page.getByRole('button', { name: 'Make strip' }).click();
  await expect(made(page)).toHaveCount(4);
  await expect(page.getByRole('columnheader')).toHaveText(['steps 1', 'steps 3']);
  await expect(page.getByRole('rowheader').first()).toHaveText('semantic guidance 0');
});
