import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import type { Browser, BrowserContext, LaunchOptions } from '@playwright/test';
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
/** All pages of a profile in one process: what one has compiled of the WebAssembly, the next one has. */
export const ONE_PROCESS = ['--renderer-process-limit=1'];
export const SOFTWARE_WEBGPU = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader', '--enable-features=Vulkan'];

/** The Chromium that CHROMIUM_PATH names, or the system's, or Playwright's own. */
export function chromiumOptions(args: readonly string[]): LaunchOptions {
  const executablePath = process.env['CHROMIUM_PATH'] ?? (existsSync(SYSTEM_CHROMIUM) ? SYSTEM_CHROMIUM : undefined);
  // Playwright's download has the full browser as the channel "chromium"; its headless shell has no WebGPU.
  return { args: [...QUIET, ...args], ...(executablePath === undefined ? { channel: 'chromium' } : { executablePath }) };
}

/** Serve the built studio and open a browser for as long as the task lasts. */
export function withStudio<T>(task: (browser: Browser, baseURL: string) => Promise<T>): Promise<T> {
  return withServer(async (baseURL) => {
    const browser = await chromium.launch(chromiumOptions(NO_GPU));
    try {
      return await task(browser, baseURL);
    } finally {
      await browser.close();
    }
  });
}

/** The same with a profile on disk, as a visitor has one: what is kept in it is not in memory. */
export function withProfile<T>(args: readonly string[], task: (context: BrowserContext) => Promise<T>): Promise<T> {
  return withServer(async (baseURL) => {
    const folder = await mkdtemp(join(tmpdir(), 'synfer-profile-'));
    const context = await chromium.launchPersistentContext(folder, { ...chromiumOptions([...NO_GPU, ...args]), baseURL, viewport: { width: 1440, height: 900 } });
    try {
      return await task(context);
    } finally {
      await context.close();
      await rm(folder, { recursive: true, force: true });
    }
  });
}

async function withServer<T>(task: (baseURL: string) => Promise<T>): Promise<T> {
  const server = await preview({ logLevel: 'warn', preview: { host: '127.0.0.1', port: 4180 } });
  try {
    const baseURL = server.resolvedUrls?.local[0];
    if (baseURL === undefined) throw new Error('the preview server has no address');
    return await task(baseURL);
  } finally {
    await server.close();
  }
}
