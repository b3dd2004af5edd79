import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { crc32 } from '../src/domain/bytes/crc32';
import { PNG_SIGNATURE } from '../src/domain/png/chunks';
import { PROMPT_MAX_CHARACTERS } from '../src/domain/recipe/limits';
import { testRecipe } from '../src/domain/recipe/testRecipe';
import { Studio } from './support/studio';
import { openLent, test } from './support/test';
import { TINY_PACK } from './support/tinyPack';

// Whatever is put in, the studio says what is wrong with it and goes on. All in one page, one after the other:
// what an input spoiled would show in the next.

const recipe = testRecipe({ pack: 'tiny-random', prompt: 'a young woman', seed: 1, steps: 2 });

/** A PNG file that is nothing but a header claiming this size. */
function pngHeader(width: number, height: number): Uint8Array {
  const bytes = new Uint8Array(33);
  const view = new DataView(bytes.buffer);
  bytes.set(PNG_SIGNATURE);
  view.setUint32(8, 13);
  bytes.set(new TextEncoder().encode('IHDR'), 12);
  view.setUint32(16, width);
  view.setUint32(20, height);
  bytes.set([8, 6, 0, 0, 0], 24);
  view.setUint32(29, crc32(bytes.subarray(12, 29)));
  return bytes;
}

let page: Page;
let studio: Studio;
test.beforeAll(async ({ profile, baseURL }) => {
  page = await openLent(profile, baseURL);
  studio = new Studio(page);
  await studio.open(TINY_PACK);
});
test.afterAll(() => page.close());

test('words the model never saw are marked', async () => {
  await studio.set({ prompt: 'a happy unicorn' });
  await expect(page.locator('mark')).toHaveText('unicorn');
  await expect(studio.prompt).toHaveAccessibleDescription(/unicorn/);
});

test('a prompt of 10,000 characters is cut in the field and refused in a file', async () => {
  await studio.set({ prompt: 'a young woman ', steps: 2 });
  // As a paste would: the field itself cuts what is typed or pasted.
  await studio.prompt.focus();
  await page.keyboard.insertText('x'.repeat(10_000));
  expect((await studio.prompt.inputValue()).length).toBeLessThanOrEqual(PROMPT_MAX_CHARACTERS);
  await studio.dropText('long.json', JSON.stringify({ ...recipe, prompt: 'x'.repeat(10_000) }));
  await studio.expectAlertThenWorks(new RegExp(`longer than ${String(PROMPT_MAX_CHARACTERS)} characters`));
});

test('a text file named .png is refused', async () => {
  await studio.drop('notes.png', 'image/png', new TextEncoder().encode('Dear diary'));
  await studio.expectAlertThenWorks(/neither a PNG picture nor a recipe/);
});

test('a picture 20,000 pixels wide is refused before it is decoded', async () => {
  await studio.drop('wide.png', 'image/png', pngHeader(20_000, 20));
  await studio.expectAlertThenWorks(/20000 × 20/);
});

test('a picture 20,000 pixels wide is refused as a layout', async () => {
  const file = { name: 'wide.png', mimeType: 'image/png', buffer: Buffer.from(pngHeader(20_000, 20)) };
  await page.getByLabel('Layout picture').setInputFiles(file);
  await studio.expectAlertThenWorks(/20000 × 20/);
});

test('a PNG cut short is refused', async () => {
  await studio.drop('cut.png', 'image/png', pngHeader(16, 16));
  await studio.expectAlertThenWorks(/cut short/);
});

test('a recipe with an action unit the model lacks is opened without it, and says so', async () => {
  await studio.dropText('recipe.json', JSON.stringify({ ...recipe, prompt: 'an old man', au: { AU12: 0.4, AU99: 1 } }));
  await expect(studio.alert.filter({ hasText: 'AU99' })).toBeVisible();
  await expect(studio.prompt).toHaveValue('an old man');
  await expect(studio.slider('AU12 Lip corner puller')).toHaveValue('2');
  await studio.generate();
});

const REFUSED: readonly (readonly [what: string, text: string, message: RegExp])[] = [
  ['NaN', JSON.stringify(recipe).replace('"seed":1', '"seed":NaN'), /not JSON/],
  ['an infinite number', JSON.stringify(recipe).replace('"textGuidance":2', '"textGuidance":1e999'), /textGuidance/],
  ['a newer version', JSON.stringify({ ...recipe, version: 99 }), /version/],
  ['an unknown field', JSON.stringify({ ...recipe, colour: 'red' }), /colour/],
  ['a negative intensity', JSON.stringify({ ...recipe, au: { AU12: -1 } }), /AU12/],
  ['no object in it', '[1, 2]', /JSON object/],
];
for (const [what, text, message] of REFUSED) {
  test(`a recipe with ${what} is refused`, async () => {
    await studio.dropText('recipe.json', text);
    await studio.expectAlertThenWorks(message);
  });
}
