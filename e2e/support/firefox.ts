import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { nextDownload } from './downloadFolder';
import type { OtherBrowser } from './otherBrowser';

const SYSTEM_FIREFOX = '/usr/bin/firefox-esr';

/** The Firefox that FIREFOX_PATH names, or Debian's; null where there is none. */
export function firefoxPath(): string | null {
  const path = process.env['FIREFOX_PATH'] ?? SYSTEM_FIREFOX;
  return existsSync(path) ? path : null;
}

/** Firefox, driven over WebDriver BiDi. */
export async function launchFirefox(executablePath: string): Promise<OtherBrowser> {
  const downloads = await mkdtemp(join(tmpdir(), 'synfer-firefox-'));
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    // Firefox 140 knows no command for the viewport's orientation: its window says how large the page is.
    defaultViewport: null,
    args: ['--width=1440', '--height=900'],
    // A face takes a while on a busy machine.
    protocolTimeout: 300_000,
    extraPrefsFirefox: { 'browser.download.folderList': 2, 'browser.download.dir': downloads, 'browser.download.useDownloadDir': true, 'browser.download.always_ask_before_handling_new_types': false },
  });
  const page = await browser.newPage();
  page.setDefaultTimeout(240_000);
  return {
    goto: async (url) => void (await page.goto(url)),
    reload: async () => void (await page.reload({ timeout: 30_000 })),
    evaluate: <T, A extends (string | number)[]>(ask: (...args: A) => T, ...args: A) => page.evaluate(ask as (...args: unknown[]) => T, ...args),
    click: ({ x, y }) => page.mouse.click(x, y),
    async fill({ x, y }, text) {
      await page.mouse.click(x, y, { count: 3 });
      await page.keyboard.type(text);
      await page.keyboard.press('Tab');
    },
    async upload(path) {
      const field = await page.$('input[type=file]');
      await field?.uploadFile(path);
    },
    download: (begin) => nextDownload(downloads, begin),
    async close() {
      await browser.close();
      await rm(downloads, { recursive: true, force: true });
    },
  };
}
