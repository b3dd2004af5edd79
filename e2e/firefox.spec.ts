import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { expect, test } from '@playwright/test';
import { firefoxPath, launchFirefox, type Firefox } from './support/firefox';
import { serveCopy, type OwnServer } from './support/server';
import { Studio } from './support/studio';

/** The studio in Firefox, as its user finds it. One profile, in the order of a first visit. */

const path = firefoxPath();
test.skip(path === null, 'No Firefox: FIREFOX_PATH may name one.');
test.describe.configure({ mode: 'serial' });

let server: OwnServer;
let firefox: Firefox;
let zip: Buffer<ArrayBuffer>;

test.beforeAll(async () => {
  server = await serveCopy(4178);
  firefox = await launchFirefox(path ?? '');
});
test.afterAll(async () => {
  await firefox.close();
  await server.close();
});

/** Asks the page again until it says yes. The driver's own waiting is compiled in the page, which the studio's policy forbids. */
async function until<T>(ask: () => Promise<T>, what: string): Promise<T> {
  const end = Date.now() + 240_000;
  for (;;) {
    const answer = await ask().catch(() => null);
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`Firefox: ${what} did not come.`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Waits for an element by what people read on it, or its label, and gives its middle in the window. */
async function find(tags: string, name: string): Promise<{ x: number; y: number }> {
  const ask = () =>
    firefox.page.evaluate(
      (css, wanted) => {
        const shown = document.querySelector('dialog[open]') ?? document;
        const nameOf = (each: HTMLElement) => each.getAttribute('aria-label') ?? ('labels' in each ? (each.labels as NodeList | null)?.[0]?.textContent : null) ?? each.textContent;
        const element = [...shown.querySelectorAll<HTMLElement>(css)].find((each) => nameOf(each).trim() === wanted && !each.matches(':disabled'));
        if (!element) return null;
        element.scrollIntoView({ block: 'center' });
        const { x, y, width, height } = element.getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2 };
      },
      tags,
      name,
    );
  const place = await until(ask, `“${name}”`);
  if (!place) throw new Error(name);
  return place;
}

async function click(tags: string, name: string, count = 1): Promise<void> {
  const { x, y } = await find(tags, name);
  await firefox.page.mouse.click(x, y, { count });
}

async function typeInto(tags: string, name: string, text: string): Promise<void> {
  await click(tags, name, 3);
  await firefox.page.keyboard.type(text);
  await firefox.page.keyboard.press('Tab');
}

const says = (text: string) => until(() => firefox.page.evaluate((wanted) => document.body.textContent.includes(wanted), text), `“${text}”`);
const ready = () => find('button', 'Generate');
const recentFaces = () => firefox.page.evaluate(() => document.querySelectorAll('[aria-labelledby="recent-title"] li').length);

/** The pixels of the face on the stage: RGBA, row by row; null while there is none. */
const FACE_PIXELS = () => {
  const face = document.querySelector<HTMLCanvasElement>('canvas[aria-label^="Generated face"]');
  const context = face?.getContext('2d');
  return face && context ? [...context.getImageData(0, 0, face.width, face.height).data] : null;
};

async function makeFace(): Promise<readonly number[]> {
  await click('button', 'Generate');
  return (await until(() => firefox.page.evaluate(FACE_PIXELS), 'the face')) ?? [];
}

test('opens, and makes the face that Chromium makes, within 1/255 of a channel', async ({ page }) => {
  await firefox.page.goto(server.url);
  await ready();
  await typeInto('textarea', 'Prompt', 'a young woman');
  await typeInto('input', 'Seed', '11');
  await typeInto('input', 'Steps', '3');
  const here = await makeFace();
  const draft = await until(() => firefox.page.evaluate(() => sessionStorage.getItem('synfer.draft')), 'the draft');

  await page.addInitScript((left) => localStorage.setItem('synfer.draft', left ?? '{}'), draft);
  const chromium = new Studio(page);
  await page.goto(server.url);
  await chromium.expectReady();
  await chromium.generate();
  const there = (await page.evaluate(FACE_PIXELS)) ?? [];
  expect(here).toHaveLength(there.length);
  expect(here.length).toBeGreaterThan(0);
  const furthest = here.reduce((most, value, i) => Math.max(most, Math.abs(value - (there[i] ?? NaN))), 0);
  expect(furthest).toBeLessThanOrEqual(1);
});

test('keeps the face over a reload, within the first minute of the first visit', async () => {
  await firefox.page.reload({ timeout: 30_000 });
  await ready();
  await until(async () => (await recentFaces()) === 1, 'the kept face');
});

test('exports', async () => {
  await click('a', 'Gallery');
  await click('button', 'Export 1 shown…');
  const { name, bytes } = await firefox.download(() => click('button', 'Export'));
  expect(name).toMatch(/\.zip$/);
  zip = bytes;
  await click('button', 'Close');
});

test('imports what was exported, after everything was deleted', async () => {
  await click('a', 'Diagnostics');
  await click('button', 'Delete everything…');
  await Promise.all([firefox.page.waitForNavigation(), click('button', 'Delete everything')]);
  await ready();
  expect(await recentFaces()).toBe(0);
  const file = join(tmpdir(), 'synfer-firefox-set.zip');
  await writeFile(file, zip);
  const input = await firefox.page.$('input[type=file]');
  await input?.uploadFile(file);
  await says('1 face brought back');
});

test('opens and makes a face without its server', async () => {
  await firefox.page.goto(server.url);
  await ready();
  await says('Works offline');
  await server.close();
  await firefox.page.reload();
  await ready();
  await typeInto('input', 'Steps', '2');
  await makeFace();
});
