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

const named = (role: string, name: string) => `::-p-aria([role="${role}"][name="${name}"])`;

async function ready(): Promise<void> {
  await firefox.page.waitForFunction(() => [...document.querySelectorAll('button')].some(({ textContent, disabled }) => textContent.trim() === 'Generate' && !disabled));
}

const recentFaces = () => firefox.page.evaluate(() => document.querySelectorAll('[aria-label="Recent faces"] li').length);

/** The pixels of the face on the stage: RGBA, row by row. */
const FACE_PIXELS = () => {
  const face = document.querySelector<HTMLCanvasElement>('canvas[aria-label^="Generated face"], [role=img][aria-label^="Generated face"] canvas');
  const context = face?.getContext('2d');
  if (!face || !context) throw new Error('no face on the stage');
  return [...context.getImageData(0, 0, face.width, face.height).data];
};

async function setNumber(name: string, value: number): Promise<void> {
  await firefox.page.locator(named('spinbutton', name)).fill(String(value));
  await firefox.page.keyboard.press('Tab');
}

test('opens, and makes the face that Chromium makes, within 1/255 of a channel', async ({ page }) => {
  const { page: fox } = firefox;
  await fox.goto(server.url);
  await ready();
  await fox.locator('#prompt').fill('a young woman');
  await setNumber('Seed', 11);
  await setNumber('Steps', 3);
  await fox.locator(named('button', 'Generate')).click();
  await fox.waitForFunction(FACE_PIXELS);
  const here = await fox.evaluate(FACE_PIXELS);
  const draft = await fox.evaluate(() => sessionStorage.getItem('synfer.draft') ?? '');

  await page.addInitScript((left) => localStorage.setItem('synfer.draft', left), draft);
  const chromium = new Studio(page);
  await page.goto(server.url);
  await chromium.expectReady();
  await chromium.generate();
  const there = await page.evaluate(FACE_PIXELS);
  expect(here).toHaveLength(there.length);
  const furthest = here.reduce((most, value, i) => Math.max(most, Math.abs(value - (there[i] ?? NaN))), 0);
  expect(furthest).toBeLessThanOrEqual(1);
});

test('keeps the face over a reload, within the first minute of the first visit', async () => {
  await firefox.page.reload({ timeout: 30_000 });
  await ready();
  await firefox.page.waitForFunction(() => document.querySelectorAll('[aria-label="Recent faces"] li').length === 1);
});

test('exports', async () => {
  const { page: fox } = firefox;
  await fox.locator(named('link', 'Gallery')).click();
  await fox.locator(named('button', 'Export 1 shown…')).click();
  const { name, bytes } = await firefox.download(() => fox.locator('dialog[open] ::-p-aria([role="button"][name="Export"])').click());
  expect(name).toMatch(/\.zip$/);
  zip = bytes;
  await fox.locator('dialog[open] ::-p-aria([role="button"][name="Close"])').click();
});

test('imports what was exported, after everything was deleted', async () => {
  const { page: fox } = firefox;
  await fox.locator(named('link', 'Diagnostics')).click();
  await fox.locator(named('button', 'Delete everything…')).click();
  await Promise.all([fox.waitForNavigation(), fox.locator('dialog[open] ::-p-aria([role="button"][name="Delete everything"])').click()]);
  await ready();
  expect(await recentFaces()).toBe(0);
  const file = join(tmpdir(), 'synfer-firefox-set.zip');
  await writeFile(file, zip);
  const input = await fox.waitForSelector('input[type=file][aria-label="Recipe or face file"]');
  await input?.uploadFile(file);
  await fox.waitForFunction(() => document.body.textContent.includes('1 face brought back'));
});

test('opens and makes a face without its server', async () => {
  const { page: fox } = firefox;
  await fox.goto(server.url);
  await ready();
  await fox.waitForFunction(() => document.body.textContent.includes('Works offline'));
  await server.close();
  await fox.reload();
  await ready();
  await fox.locator(named('button', 'Generate')).click();
  await fox.waitForFunction(FACE_PIXELS);
});
