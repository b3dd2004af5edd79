import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { expect, test } from '@playwright/test';
import { firefoxPath, launchFirefox } from './support/firefox';
import type { OtherBrowser } from './support/otherBrowser';
import { FACE_PIXELS, OtherStudio, until } from './support/otherStudio';
import { serveCopy, type OwnServer } from './support/server';
import { Studio } from './support/studio';
import { launchWebKit, webkitPath } from './support/webkit';

/** WebKitGTK has no StorageManager. */
const BROWSERS = [
  { name: 'Firefox', path: firefoxPath(), launch: launchFirefox, port: 4178, keepsFiles: true, missing: 'No Firefox: FIREFOX_PATH may name one.' },
  { name: 'WebKit', path: webkitPath(), launch: launchWebKit, port: 4179, keepsFiles: false, missing: 'No WebKitGTK with its driver, or no Xvfb.' },
];

/** A first visit, in a browser of its own with one profile, in its order. */
for (const { name, path, launch, port, keepsFiles, missing } of BROWSERS) {
  test.describe(name, () => {
    test.skip(path === null, missing);
    test.describe.configure({ mode: 'serial' });

    let server: OwnServer;
    let browser: OtherBrowser;
    let studio: OtherStudio;
    let zip: Buffer<ArrayBuffer>;

    test.beforeAll(async () => {
      server = await serveCopy(port);
      browser = await launch(path ?? '');
      studio = new OtherStudio(browser);
    });
    test.afterAll(async () => {
      await browser.close();
      await server.close();
    });

    test('opens, and makes the face that Chromium makes, within 1/255 of a channel', async ({ page }) => {
      await browser.goto(server.url);
      await studio.ready();
      await studio.fill('textarea', 'Prompt', 'a young woman');
      await studio.fill('input', 'Seed', '11');
      await studio.fill('input', 'Steps', '3');
      const here = await studio.makeFace();
      const draft = await until(() => browser.evaluate(() => sessionStorage.getItem('synfer.draft')), 'the draft');

      await page.addInitScript((left) => localStorage.setItem('synfer.draft', left), draft);
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
      await browser.reload();
      await studio.ready();
      await until(async () => (await studio.recentFaces()) === 1, 'the kept face');
    });

    test('exports', async () => {
      await studio.click('a', 'Gallery');
      await studio.click('button', 'Export 1 shown…');
      const file = await browser.download(() => studio.click('button', 'Export'));
      expect(file.name).toMatch(/\.zip$/);
      zip = file.bytes;
      await studio.click('button', 'Close');
    });

    test('imports what was exported, after everything was deleted', async () => {
      await studio.click('a', 'Diagnostics');
      await studio.click('button', 'Delete everything…');
      await browser.evaluate(() => document.body.setAttribute('data-before', ''));
      await studio.click('button', 'Delete everything');
      await until(() => browser.evaluate(() => !document.body.hasAttribute('data-before')), 'the new page');
      await studio.ready();
      expect(await studio.recentFaces()).toBe(0);
      const file = join(tmpdir(), `synfer-${name}-set.zip`);
      await writeFile(file, zip);
      await browser.upload(file);
      await studio.says('1 face brought back');
    });

    test('opens and makes a face without its server', async () => {
      test.skip(!keepsFiles, 'It keeps no files for a page, and so no model.');
      await browser.goto(server.url);
      await studio.ready();
      await studio.says('Works offline');
      await server.close();
      await browser.reload();
      await studio.ready();
      await studio.fill('input', 'Steps', '2');
      await studio.makeFace();
    });
  });
}
