import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { Studio } from './support/studio';
import { openLent, test } from './support/test';
import { TINY_PACK } from './support/tinyPack';

// What hands do that nobody planned for, seen by trying the studio as a new user would. One page, one after the other.

let page: Page;
let studio: Studio;
test.beforeAll(async ({ profile, baseURL }) => {
  page = await openLent(profile, baseURL);
  studio = new Studio(page);
  await studio.open(TINY_PACK);
});
test.afterAll(() => page.close());

test('a picture that is dropped on Layout takes the hint of the whole window away', async () => {
  const hint = page.getByText('Drop faces to keep them with their settings');
  const drag = (type: 'dragover' | 'drop') =>
    page.getByRole('group', { name: 'Layout' }).evaluate((layout, name) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['no picture'], 'pose.jpg', { type: 'image/jpeg' }));
      layout.dispatchEvent(new DragEvent(name, { dataTransfer, bubbles: true, cancelable: true }));
    }, type);
  await drag('dragover');
  await expect(hint).toBeVisible();
  await drag('drop');
  await expect(hint).toBeHidden();
  await expect(studio.alert).toContainText('pose.jpg');
  await page.getByRole('button', { name: 'Dismiss' }).click();
});

test('forty files of forty-one that are refused are one notice that names them all and goes at once', async () => {
  const files = Array.from({ length: 41 }, (_, i) => ({
    name: `${String(i)}.${i < 40 ? 'jpg' : 'json'}`,
    mimeType: '',
    buffer: i < 40 ? Buffer.from([0xff, 0xd8, 0xff, 0xe0]) : Buffer.from('{"AU12": 1}'),
  }));
  await page.getByLabel('Recipe or face file').setInputFiles(files);
  await expect(studio.alert).toHaveCount(1);
  await expect(studio.alert).toContainText('40 of 41 files were not opened:');
  await expect(studio.alert.getByRole('listitem')).toHaveCount(40);
  await expect(studio.alert.getByRole('listitem').first()).toContainText('0.jpg is a JPEG picture');
  expect((await studio.alert.boundingBox())?.height).toBeLessThan(400);
  await page.getByRole('dialog', { name: 'Expressions in 40.json' }).getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(studio.alert).toHaveCount(0);
});

test('Ctrl+Enter that ends what an input method composes makes no face', async () => {
  const enter = (isComposing: boolean) =>
    studio.prompt.evaluate((prompt, composing) => prompt.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', ctrlKey: true, isComposing: composing, bubbles: true, cancelable: true })), isComposing);
  await studio.set({ steps: 2 });
  await enter(true);
  await expect(studio.recentFaces).toHaveCount(0);
  await enter(false);
  await studio.expectFace();
});
