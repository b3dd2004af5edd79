import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { DISFA_UNITS } from '../src/domain/facs/disfa';
import { violations } from './support/axe';
import { Studio } from './support/studio';
import { test } from './support/test';
import { TINY_PACK } from './support/tinyPack';

/** Windows of laptops and screens that most people have. */
const WINDOWS = [
  [1280, 720],
  [1440, 900],
  [1920, 1080],
] as const;

async function open(page: Page): Promise<Studio> {
  const studio = new Studio(page);
  await studio.open(TINY_PACK);
  return studio;
}

const unitSliders = (page: Page) => page.getByRole('slider', { name: /^AU\d/ });

test('face, the twelve units, expression, presets, prompt and Generate are in sight without scrolling, and a run makes the face no smaller', async ({ page }) => {
  // The shipped pack: its example is what a visitor sees first. Its notices are unread.
  const studio = new Studio(page);
  await studio.open();
  const picture = page.getByRole('region', { name: 'Stage' }).getByRole('img').first();
  const sides = new Map<number, number>();
  const inSight = async (width: number, height: number) => {
    await page.setViewportSize({ width, height });
    const sliders = await unitSliders(page).evaluateAll((found) =>
      found.map((slider) => ({ name: slider.getAttribute('aria-label') ?? '', bottom: slider.getBoundingClientRect().bottom, right: slider.getBoundingClientRect().right })),
    );
    const seen = sliders.filter(({ bottom, right }) => bottom <= height && right <= width).map(({ name }) => name.split(' ')[0]);
    expect(seen, `at ${width}`).toEqual(expect.arrayContaining([...DISFA_UNITS]));
    for (const what of [studio.prompt, studio.expression('contempt'), page.getByRole('button', { name: 'contempt', exact: true }), studio.generateButton, picture]) {
      await expect(what).toBeInViewport({ ratio: 1 });
    }
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(height);
    const side = (await picture.boundingBox())?.width ?? 0;
    expect(side, `at ${width}`).toBeGreaterThanOrEqual(sides.get(width) ?? 512);
    sides.set(width, side);
  };
  for (const [width, height] of WINDOWS) await inSight(width, height);
  await studio.set({ steps: 2, semanticGuidance: 0 });
  await studio.generate();
  for (const [width, height] of WINDOWS) await inSight(width, height);
});

test('all units are one press away, and one that is dragged to nothing stays under the pointer', async ({ page }) => {
  const studio = await open(page);
  await expect(unitSliders(page)).toHaveCount(12);
  await page.getByRole('button', { name: 'All 33 units' }).click();
  await expect(unitSliders(page)).toHaveCount(33);
  await studio.slider('AU24 Lip pressor').fill('3');
  await page.getByRole('button', { name: 'The 12 of DISFA' }).click();
  await studio.slider('AU24 Lip pressor').fill('0');
  await expect(studio.slider('AU24 Lip pressor')).toBeFocused();
});

test('numbers are dragged, finely with Shift, and a double click takes them back', async ({ page }) => {
  const studio = await open(page);
  const number = studio.number('AU12 Lip corner puller value');
  const box = await number.boundingBox();
  if (!box) throw new Error('no number');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 80, y, { steps: 8 });
  await page.mouse.up();
  await expect(number).toHaveValue('2');
  await expect(number).not.toBeFocused();
  await number.dblclick();
  await expect(number).toHaveValue('0');
  await number.fill('2,5');
  await expect(studio.slider('AU12 Lip corner puller')).toHaveValue('2.5');
  await studio.number('Seed').fill('4294967296');
  await expect(studio.number('Seed')).toHaveAccessibleDescription('4294967296 is above the range: 0 to 4294967295.');
});

test.describe('by touch', () => {
  test.use({ sharing: 'nothing', viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('a swipe that scrolls moves no slider, one along it does, and a tap puts it there', async ({ page }) => {
    const studio = await open(page);
    await page.getByRole('tab', { name: 'Action units' }).tap();
    const slider = studio.slider('AU4 Brow lowerer');
    const box = await slider.boundingBox();
    if (!box) throw new Error('no slider');
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const client = await page.context().newCDPSession(page);
    const swipe = async (dx: number, dy: number) => {
      await client.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] });
      for (let step = 1; step <= 10; step++) {
        await client.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [{ x: x + (dx * step) / 10, y: y + (dy * step) / 10 }] });
      }
      await client.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    };
    await swipe(3, -160);
    await expect(slider).toHaveValue('0');
    await page.getByRole('tabpanel').evaluate((panel) => (panel.scrollTop = 0));
    await swipe(50, 2);
    expect(Number(await slider.inputValue())).toBeGreaterThan(0.5);
    await page.touchscreen.tap(x, y);
    await expect(slider).toHaveValue(/^2\.[4-6]$/);
  });
});

test('forced colours: the label of Generate holds against its ground', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
  const studio = await open(page);
  const [label, ground] = await studio.generateButton.evaluate((button) => [getComputedStyle(button).color, getComputedStyle(button).backgroundColor]);
  expect(label).not.toBe(ground);
  expect(await violations(page)).toEqual([]);
});

for (const [width, height] of [[720, 450], [640, 360]] as const) {
  test(`at 200 % zoom (${width} × ${height}) the face, a field and Generate share the first screen`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    const studio = await open(page);
    await expect(studio.prompt).toBeInViewport({ ratio: 1 });
    await expect(studio.generateButton).toBeInViewport({ ratio: 1 });
    await expect(page.getByRole('region', { name: 'Stage' })).toBeInViewport({ ratio: 1 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    expect(await violations(page)).toEqual([]);
  });
}

test('a lip corner pulled up on the stage raises AU12 on that side and nothing on the other; with Shift on both; arrow keys nudge', async ({ page }) => {
  const studio = await open(page);
  await studio.set({ seed: 7, steps: 2, semanticGuidance: 0 });
  await studio.generate();
  const stage = page.getByRole('region', { name: 'Stage' });
  const corner = stage.getByRole('button', { name: /^Lip corner, left: Lip corner puller/ });
  const code = page.getByRole('textbox', { name: 'FACS code' });
  const pull = async (shift: boolean) => {
    const box = await corner.boundingBox();
    const picture = await stage.getByRole('img').first().boundingBox();
    if (!box || !picture) throw new Error('nothing to pull');
    const [x, y, reach] = [box.x + box.width / 2, box.y + box.height / 2, picture.width / 16];
    if (shift) await page.keyboard.down('Shift');
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + reach * 0.7, y - reach, { steps: 6 });
    // The drawing answers at once, the stage with a preview that is no face.
    await expect(page.getByRole('img', { name: /^Schematic face: Lip corner puller/ })).toBeVisible();
    await page.mouse.up();
    await page.keyboard.up('Shift');
  };
  await pull(false);
  await expect(code).toHaveValue(/^L12[A-E]$/);
  await expect(studio.preview).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(code).toHaveValue('');
  await pull(true);
  await expect(code).toHaveValue(/^12[A-E]$/);
  await page.getByRole('button', { name: 'Reset', exact: true }).click();

  await corner.focus();
  await page.keyboard.press('ArrowDown');
  await expect(code).toHaveValue(/^L15A$/);
  await page.keyboard.press('PageDown');
  await expect(corner).not.toBeFocused();

  // The other way round: what a slider moves lights up on the face.
  await studio.slider('AU26 Jaw drop').focus();
  await expect(stage.locator('.pull.lit')).toHaveCount(1);
  expect(await violations(page)).toEqual([]);
});
