import { existsSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';

const SYSTEM_FIREFOX = '/usr/bin/firefox-esr';

/** The Firefox that FIREFOX_PATH names, or Debian's; null where there is none. */
export function firefoxPath(): string | null {
  const path = process.env['FIREFOX_PATH'] ?? SYSTEM_FIREFOX;
  return existsSync(path) ? path : null;
}

/** A Firefox with a profile of its own, driven over WebDriver BiDi. */
export interface Firefox {
  readonly page: Page;
  /** The next file that is downloaded, whole. */
  download(begin: () => Promise<void>): Promise<{ readonly name: string; readonly bytes: Buffer<ArrayBuffer> }>;
  close(): Promise<void>;
}

export async function launchFirefox(executablePath: string): Promise<Firefox> {
  const downloads = await mkdtemp(join(tmpdir(), 'synfer-firefox-'));
  const browser: Browser = await puppeteer.launch({
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
    page,
    async download(begin) {
      const before = new Set(await readdir(downloads));
      await begin();
      for (;;) {
        await new Promise((resolve) => setTimeout(resolve, 200));
        const names = (await readdir(downloads)).filter((name) => !before.has(name));
        const [name] = names;
        // What is unfinished lies beside its file as ".part".
        if (name === undefined || names.some((other) => other.endsWith('.part'))) continue;
        const bytes = await readFile(join(downloads, name));
        if (bytes.length > 0) return { name, bytes };
      }
    },
    async close() {
      await browser.close();
      await rm(downloads, { recursive: true, force: true });
    },
  };
}
