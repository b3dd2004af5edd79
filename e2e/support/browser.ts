import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import type { Browser, LaunchOptions } from '@playwright/test';
import { preview } from 'vite';

const SYSTEM_CHROMIUM = '/usr/bin/chromium';

/** Without these Chromium keeps asking for its maker's servers, which a closed network refuses again and again. */
const QUIET = [
  '--no-sandbox',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
];

export const NO_GPU = ['--disable-gpu'];
export const SOFTWARE_WEBGPU = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader', '--enable-features=Vulkan'];

/** The Chromium that CHROMIUM_PATH names, or the system's, or Playwright's own. */
export function chromiumOptions(args: readonly string[]): LaunchOptions {
  const executablePath = process.env['CHROMIUM_PATH'] ?? (existsSync(SYSTEM_CHROMIUM) ? SYSTEM_CHROMIUM : undefined);
  // Playwright's download has the full browser as the channel "chromium"; its headless shell has no WebGPU.
  return { args: [...QUIET, ...args], ...(executablePath === undefined ? { channel: 'chromium' } : { executablePath }) };
}

/** Serve the built studio and open a browser for as long as the task lasts. */
export async function withStudio<T>(task: (browser: Browser, baseURL: string) => Promise<T>): Promise<T> {
  const server = await preview({ logLevel: 'warn', preview: { host: '127.0.0.1', port: 4180 } });
  try {
    const baseURL = server.resolvedUrls?.local[0];
    if (baseURL === undefined) throw new Error('the preview server has no address');
    const browser = await chromium.launch(chromiumOptions(NO_GPU));
    try {
      return await task(browser, baseURL);
    } finally {
      await browser.close();
    }
  } finally {
    await server.close();
  }
}
