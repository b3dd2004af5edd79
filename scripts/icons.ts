// `npm run icons`: the installed studio's icons as PNG, from public/icons/icon.svg.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { NO_GPU, chromiumOptions } from '../e2e/support/browser';

const ICONS = fileURLToPath(new URL('../public/icons/', import.meta.url));

const svg = await readFile(`${ICONS}icon.svg`, 'utf8');
const browser = await chromium.launch(chromiumOptions(NO_GPU));
const page = await browser.newPage();
for (const side of [192, 512]) {
  await page.setViewportSize({ width: side, height: side });
  await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`);
  await page.screenshot({ path: `${ICONS}icon-${String(side)}.png` });
}
await browser.close();
