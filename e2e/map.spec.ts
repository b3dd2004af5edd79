import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { seedFaces, variedFaces } from './support/library';
import type { SeededFace } from './support/library';
import { test } from './support/test';
import { TINY_PACK } from './support/tinyPack';

const SIZES = [{ width: 1440, height: 900 }, { width: 390, height: 844 }];

async function openMap(page: Page, faces: readonly SeededFace[]): Promise<void> {
  await seedFaces(page, faces);
  await page.goto(`/${TINY_PACK}#/gallery`);
  await page.getByLabel('Show as').selectOption('map');
  await expect(map(page)).toHaveAccessibleName(faces.length === 1 ? 'Map of 1 face' : `Map of ${faces.length} faces`);
}

const map = (page: Page) => page.getByRole('application', { name: /^Map of/ });
const legend = (page: Page) => page.getByRole('group', { name: 'Legend' });
const chosen = (page: Page) => page.getByRole('region', { name: 'Chosen faces' });
const card = (page: Page) => page.locator('.map-card');

test('the map has no accessibility violations, on a wide screen and a narrow one', async ({ page }) => {
  await openMap(page, variedFaces(60));
  for (const viewport of SIZES) {
    await page.setViewportSize(viewport);
    await page.getByLabel('Colour by').selectOption({ index: 0 });
    await expectAccessible(page);
    await page.getByLabel('Colour by').selectOption('confidence');
    await map(page).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press(' ');
    await expectAccessible(page);
  }
});

test('a lasso chooses the faces inside, and the grid shows them chosen', async ({ page }) => {
  await openMap(page, variedFaces(40));
  const area = await map(page).boundingBox();
  if (!area) throw new Error('the map is not drawn');
  const corner = (x: number, y: number) => [area.x + x * area.width, area.y + y * area.height] as const;
  await page.mouse.move(...corner(0.01, 0.01));
  await page.mouse.down();
  for (const [x, y] of [[0.99, 0.01], [0.99, 0.99], [0.01, 0.99]] as const) await page.mouse.move(...corner(x, y), { steps: 4 });
  await page.mouse.up();
  await expect(chosen(page)).toContainText('40 chosen');

  await page.getByLabel('Show as').selectOption('grid');
  await expect(page.getByRole('gridcell', { selected: false })).toHaveCount(0);
  await expect(chosen(page)).toContainText('40 chosen');
});

test('the pointer shows the face under it, a click chooses it, and the map moves and zooms', async ({ page }) => {
  // A face alone lies in the middle.
  await openMap(page, [{ requested: 'fear', recognised: 'surprise', confidence: 0.7 }]);
  await map(page).hover();
  await expect(card(page)).toContainText('surprise recognised, 70 %, fear requested');
  await map(page).click();
  await expect(chosen(page)).toContainText('1 chosen');

  await page.getByLabel('A drag').selectOption('moves the map');
  const area = await map(page).boundingBox();
  if (!area) throw new Error('the map is not drawn');
  const [x, y] = [area.x + area.width / 2, area.y + area.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 90, y + 40, { steps: 3 });
  await page.mouse.up();
  await page.mouse.move(x, y);
  await expect(card(page)).toHaveCount(0);
  await page.mouse.move(x + 90, y + 40);
  await expect(card(page)).toBeVisible();
  await page.mouse.wheel(0, -400);
  await page.getByRole('button', { name: 'Whole map' }).click();
  await page.mouse.move(x, y);
  await expect(card(page)).toBeVisible();
});

test('the keyboard alone: a box is moved, sized and chooses; Enter opens the face in its middle', async ({ page }) => {
  await openMap(page, [{ requested: 'fear', recognised: 'surprise', confidence: 0.7 }]);
  await map(page).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByText('1 face in the box')).toBeAttached();
  for (let press = 0; press < 4; press++) await page.keyboard.press('ArrowRight');
  await expect(page.getByText('0 faces in the box')).toBeAttached();
  for (let press = 0; press < 4; press++) await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(card(page)).toContainText('surprise recognised');
  await page.keyboard.press(' ');
  await expect(chosen(page)).toContainText('1 chosen');
  await page.keyboard.press('Escape');
  await expect(chosen(page)).toHaveCount(0);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/$/);
});

test('the legend counts the groups and chooses them, and says what the map is made of', async ({ page }) => {
  // Three alike, and one that is called happiness but lies with the angry faces.
  const happy = { requested: 'happiness', recognised: 'happiness', confidence: 0.9 } as const;
  const angry = { requested: 'anger', recognised: 'anger', confidence: 0.9 } as const;
  await openMap(page, [happy, happy, happy, angry, angry, { ...angry, requested: 'happiness' }]);
  await expect(legend(page)).toContainText('63 numbers');
  await legend(page).getByRole('button', { name: 'Choose anger: 3' }).click();
  await expect(chosen(page)).toContainText('3 chosen');

  await page.getByLabel('Colour by').selectOption('requested');
  await legend(page).getByRole('button', { name: 'Choose outliers of happiness: 1' }).click();
  await expect(chosen(page)).toContainText('1 chosen');
  await page.getByLabel('Recognised').selectOption('Happiness');
  await expect(map(page)).toHaveAccessibleName('Map of 3 faces');
});
