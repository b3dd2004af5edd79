import { fileURLToPath } from 'node:url';
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { violations } from './support/axe';
import { Studio } from './support/studio';
import { test } from './support/test';
import { TINY_PACK } from './support/tinyPack';

const dialog = (page: Page) => page.getByRole('dialog', { name: /^Expressions in / });
const code = (page: Page) => page.getByRole('textbox', { name: 'FACS code' });

async function openStudio(page: Page): Promise<Studio> {
  const studio = new Studio(page);
  await studio.open(TINY_PACK);
  return studio;
}

const drop = (studio: Studio, name: string, text: string) => studio.drop(name, '', new TextEncoder().encode(text));

const OPENFACE = `frame, face_id, timestamp, confidence, success, pose_Rx, x_0, x_1, x_2, x_3, AU06_r, AU12_r, AU45_r, AU12_c
1, 0, 0.0, 0.98, 1, 0, 1, 2, 3, 4, 0, 0, 0, 0
2, 0, 0.5, 0.98, 1, 0, 1, 2, 3, 4, 2, 4, 0, 1
3, 0, 1.0, 0.98, 1, 0, 1, 2, 3, 4, 1, 1, 5, 1
1, 1, 0.0, 0.90, 1, 0, 1, 2, 3, 4, 0, 2, 0, 1
2, 1, 0.5, 0.10, 0, 0, 1, 2, 3, 4, 3, 3, 0, 1`;

test.describe('a table of expressions', () => {
  test('of OpenFace, however it is called, is shown before anything is made of it; its peak goes on the sliders, and back', async ({ page }) => {
    const studio = await openStudio(page);
    await code(page).fill('4D');
    await code(page).press('Enter');
    await drop(studio, 'notes.txt', OPENFACE);
    await expect(dialog(page)).toContainText('OpenFace');
    await expect(dialog(page)).toContainText('5 frames, 2 faces');
    await expect(dialog(page)).toContainText('Intensities of 0–5, as the FACS has them.');
    await expect(dialog(page)).toContainText('AU45, a blink, is read as AU43');
    await page.getByText('Nothing is made of one column').click();
    await expect(dialog(page)).toContainText('x_0 … x_3 (4)');
    expect(await violations(page)).toEqual([]);
    await expect(dialog(page).locator('code')).toHaveText('6B+12D');
    await page.getByRole('button', { name: 'Use this frame' }).click();
    await expect(dialog(page)).toBeHidden();
    await expect(code(page)).toHaveValue('6B+12D');
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await expect(code(page)).toHaveValue('4D');
  });

  test('has its other frames and faces, by keys alone', async ({ page }) => {
    const studio = await openStudio(page);
    await drop(studio, 'faces.csv', OPENFACE);
    await page.getByRole('slider', { name: 'Frame', exact: true }).focus();
    await page.keyboard.press('End');
    await expect(dialog(page).locator('code')).toHaveText('6A+12A+43E');
    await page.getByLabel('Face', { exact: true }).selectOption('face 1, 2 frames');
    await expect(dialog(page).locator('code')).toHaveText('12B');
    await expect(dialog(page)).toContainText("1 frame, by the tool's own word");
    await page.getByRole('slider', { name: 'Frame', exact: true }).press('End');
    await expect(page.getByRole('button', { name: 'Use this frame' })).toBeDisabled();
    await page.getByRole('slider', { name: 'Frame', exact: true }).press('Home');
    await page.getByRole('button', { name: 'Use this frame' }).press('Enter');
    await expect(code(page)).toHaveValue('12B');
  });

  test('becomes a sequence with its curve as keys', async ({ page }) => {
    const studio = await openStudio(page);
    await drop(studio, 'faces.csv', OPENFACE);
    await page.getByRole('button', { name: 'Open as sequence' }).click();
    const keys = page.getByRole('group', { name: 'Keys of the sequence' }).getByRole('button');
    await expect(keys).toHaveCount(3);
    await expect(keys.nth(1)).toHaveAccessibleName('Key 2 of 3, 0.50 s, 6B+12D');
  });
});

const FILES: readonly (readonly [tool: string, content: string, code: string])[] = [
  ['py-feat', 'frame,FaceRectX,FaceScore,AU01,AU11,AU12,happiness\n0,1,0.99,0.4,0.9,0.8,0.7', '1B+12D'],
  ['LibreFace', ',frame_idx,au_12,au_1_intensity,au_12_intensity\n0,0,1,1.0,4.0', '1A+12D'],
  ['OpenGraphAU', 'AU1,AU12,AUL12,AUR12\n0.2,0.0,0.8,0.4', '1A+L12D+R12B'],
  ['Live Link Face', 'Timecode,BlendShapeCount,MouthSmileLeft,MouthSmileRight,EyeBlinkLeft,JawForward\n00:00:00:00.0,61,0.8,0.4,0.2,0.5', 'L12D+R12B+L43A'],
  ['ARKit blend shapes', '{"mouthSmileLeft": 0.8, "mouthSmileRight": 0.8, "browInnerUp": 0.2}', '1A+12D'],
  ['a table of action units', '[{"AU12": {"left": 0.8, "right": 0}, "AU1": 0.2}]', '1A+L12D'],
  ['a FACS code', 'smile: 6b + L12d', '6B+L12D'],
];

test('what other tools write is known by what is in it, several files one after the other', async ({ page }) => {
  const studio = await openStudio(page);
  for (const [tool, content, units] of FILES) {
    await drop(studio, 'download', content);
    await expect(dialog(page).getByRole('definition').first()).toHaveText(tool);
    await page.getByRole('button', { name: 'Use this frame' }).click();
    await expect(code(page)).toHaveValue(units);
  }
  await page.getByLabel('Recipe or face file').setInputFiles(FILES.slice(0, 2).map(([tool, content]) => ({ name: `${tool}.csv`, mimeType: 'text/csv', buffer: Buffer.from(content) })));
  await expect(page.getByRole('dialog', { name: 'Expressions in py-feat.csv' })).toContainText('AU11: this model does not have it.');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Expressions in LibreFace.csv' })).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('a table without units says what it would need, and one with a scale nobody has is refused', async ({ page }) => {
  const studio = await openStudio(page);
  await drop(studio, 'people.csv', 'name,age\nAda,36');
  await expect(studio.alert).toContainText('people.csv is a table: neither a PNG picture nor a recipe. None of its columns is named after an action unit');
  await drop(studio, 'raw.csv', 'AU12\n4000');
  await expect(studio.alert.filter({ hasText: 'raw.csv' })).toContainText('The units of this table go up to 4000');
});

test('a long recording is read piece by piece, and cut to as much as a sequence holds', async ({ page }) => {
  const studio = await openStudio(page);
  const rows = Array.from({ length: 6000 }, (_, i) => `${i},${(i / 50).toFixed(2)},${i === 4000 ? 5 : 1}`);
  await drop(studio, 'long.csv', `frame,timestamp,AU12_r\n${rows.join('\n')}`);
  await expect(dialog(page)).toContainText('6,000 frames, 1 face, 119.98 s');
  await expect(page.getByRole('spinbutton', { name: 'Sequence from, seconds' })).toHaveValue('50');
  await expect(page.getByRole('spinbutton', { name: 'Sequence to, seconds' })).toHaveValue('110');
});

test('a picture that carries no recipe is offered to be read, each reader with how far it can be trusted', async ({ page }) => {
  const studio = new Studio(page);
  await studio.open();
  const picture = await sharp(fileURLToPath(new URL('../public/voters/known/happiness.png', import.meta.url))).jpeg({ quality: 95 }).toBuffer();
  await studio.drop('holiday.jpg', 'image/jpeg', picture);
  await expect(studio.status.first()).toContainText('holiday.jpg is a JPEG picture, which carries no recipe');
  await page.getByRole('button', { name: 'Read its action units' }).click();
  await expect(dialog(page)).toContainText('a picture, its units read by FERAnno');
  await expect(dialog(page).getByRole('list', { name: 'What was assumed' })).toContainText('nobody has measured: take it for a first guess');
  await expect(dialog(page).locator('code')).toContainText('12');
  await page.getByRole('button', { name: 'Use this frame' }).click();
  await expect(code(page)).toHaveValue(/12[B-E]/);
});
