import { existsSync } from 'node:fs';
import { aptInstall, run } from './commands.mjs';

const SYSTEM_BROWSERS = ['/usr/bin/chromium', '/usr/bin/google-chrome'];
/** Where the download is blocked it hangs rather than fails. */
const DOWNLOAD_LIMIT_MS = 180_000;

/** Path of Playwright's own Chromium, if it has been downloaded. */
async function playwrightBrowser() {
  const { chromium } = await import('@playwright/test');
  const path = chromium.executablePath();
  return existsSync(path) ? path : null;
}

/** A Chromium to test in: one that is there, or Playwright's, or Debian's; null where none can be had. */
export async function findChromium() {
  const given = process.env.CHROMIUM_PATH;
  if (given && existsSync(given)) return given;
  const installed = () => SYSTEM_BROWSERS.find((path) => existsSync(path)) ?? null;
  const present = (await playwrightBrowser()) ?? installed();
  if (present) return present;
  run('npx', ['playwright', 'install', '--no-shell', 'chromium'], { timeout: DOWNLOAD_LIMIT_MS });
  const downloaded = await playwrightBrowser();
  if (downloaded) return downloaded;
  aptInstall(['chromium']);
  return installed();
}
