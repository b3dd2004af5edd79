import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { test as base, type BrowserContext, type Page } from '@playwright/test';
import { QUIET_PAGE } from './quietPage';

const ASSETS = fileURLToPath(new URL('../../dist/assets', import.meta.url));

/**
 * The test of specs that care about no first visit: a worker's tests share one profile, which is emptied between them of all but the
 * models that it keeps. To download and keep the shipped one takes two thirds of what opening the studio costs.
 * Specs about what is kept of packs and of the studio itself use Playwright's own test, with a fresh profile each.
 */
export const test = base.extend<object, { readonly profile: BrowserContext }>({
  profile: [
    async ({ browser }, use, { project }) => {
      const { baseURL, viewport, acceptDownloads, serviceWorkers, actionTimeout } = project.use;
      const given = { baseURL, viewport, acceptDownloads, serviceWorkers };
      const profile = await browser.newContext(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)));
      if (actionTimeout !== undefined) profile.setDefaultTimeout(actionTimeout);
      await holdRuntime(await profile.newPage());
      await use(profile);
      await profile.close();
    },
    { scope: 'worker' },
  ],
  context: async ({ profile, permissions }, use) => {
    if (permissions) await profile.grantPermissions(permissions);
    const [holder] = profile.pages();
    await use(profile);
    for (const page of profile.pages()) if (page !== holder) await page.close();
    await profile.unrouteAll();
    await profile.clearPermissions();
  },
  page: async ({ context, baseURL, viewport, colorScheme, contextOptions }, use) => {
    const page = await context.newPage();
    if (baseURL !== undefined) await forgetAllButModels(page, new URL(baseURL).origin);
    if (viewport) await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme, reducedMotion: contextOptions.reducedMotion ?? null });
    await use(page);
  },
});

/**
 * Compiles the runtime in a page that stays: while one page of a process holds a WebAssembly module, the others take its code, with all
 * that was compiled since, in place of compiling the same 14 MB anew.
 */
async function holdRuntime(page: Page): Promise<void> {
  const runtime = (await readdir(ASSETS)).find((name) => /^ort-wasm-simd-threaded-.*\.wasm$/.test(name));
  if (runtime === undefined) throw new Error('The build has no WebAssembly runtime: npm run build.');
  await page.goto(QUIET_PAGE);
  await page.evaluate(async (url) => {
    Object.assign(window, { held: await WebAssembly.compileStreaming(fetch(url)) });
  }, `/assets/${runtime}`);
}

async function forgetAllButModels(page: Page, origin: string): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'cookies,local_storage,indexeddb' });
  await devtools.detach();
}
