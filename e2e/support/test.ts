import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { test as base, type BrowserContext, type Page } from '@playwright/test';
import { borrow, openBorrower, startLending } from './lending';
import { QUIET_PAGE } from './quietPage';

const ASSETS = fileURLToPath(new URL('../../dist/assets', import.meta.url));

/** Where the studio keeps what is not a model's, as the devtools call it. */
const KEPT_BY_PEOPLE = ['cookies', 'local_storage', 'indexeddb', 'cache_storage'];

/**
 * What a test shares with those before it, each kind with the next ones. All open the studio in a page of their own, and find nothing
 * that people kept: no face, no setting, no recogniser.
 * - `worker`: a synthesis worker that has loaded the pack, where one before needed the same (lending.ts). To load it takes most of what
 *   opening the studio costs.
 * - `models`: the packs' files that the browser keeps. For tests of loading and of the worker itself.
 * - `code`: the profile, with its cache and all code that it has compiled. For tests of what is kept of packs, and of everything kept.
 * - `nothing`: for tests of a first visit, of service workers, and of what holds for a whole profile, such as touch or a clock.
 */
type Sharing = 'worker' | 'models' | 'code' | 'nothing';

/** The test of every spec: two kinds in one run would each begin with a browser of their own. */
export const test = base.extend<{ readonly sharing: Sharing }, { readonly profile: BrowserContext }>({
  sharing: ['worker', { option: true }],
  profile: [
    async ({ browser }, use, { project }) => {
      const { baseURL, viewport, acceptDownloads, serviceWorkers, actionTimeout } = project.use;
      const given = { baseURL, viewport, acceptDownloads, serviceWorkers };
      const profile = await browser.newContext(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)));
      if (actionTimeout !== undefined) profile.setDefaultTimeout(actionTimeout);
      await profile.addInitScript(borrow);
      const holder = await profile.newPage();
      await holdRuntime(holder);
      await startLending(holder);
      await use(profile);
      await profile.close();
    },
    { scope: 'worker' },
  ],
  context: async ({ sharing, profile, browser, permissions }, use) => {
    if (sharing === 'nothing') {
      // Playwright gives it all that the test uses.
      const own = await browser.newContext();
      await use(own);
      await own.close();
      return;
    }
    if (permissions) await profile.grantPermissions(permissions);
    const holder = holderOf(profile);
    await use(profile);
    for (const page of profile.pages()) if (page !== holder) await page.close();
    await profile.unrouteAll();
    await profile.clearPermissions();
  },
  page: async ({ context, sharing, baseURL, viewport, colorScheme, contextOptions }, use) => {
    const page = sharing === 'worker' ? await openLent(context, baseURL) : await context.newPage();
    if (sharing === 'models') await forget(page, baseURL, KEPT_BY_PEOPLE);
    if (sharing === 'code') await forget(page, baseURL, [...KEPT_BY_PEOPLE, 'file_systems']);
    if (viewport) await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme, reducedMotion: contextOptions.reducedMotion ?? null });
    await use(page);
  },
});

/** A page as tests that share a worker have: for those of a file that go on in one page, one after the other. */
export async function openLent(profile: BrowserContext, baseURL: string | undefined): Promise<Page> {
  const page = await openBorrower(holderOf(profile));
  await forget(page, baseURL, KEPT_BY_PEOPLE);
  return page;
}

/** The page of the shared profile that stays. */
function holderOf(profile: BrowserContext): Page {
  const [holder] = profile.pages();
  if (!holder) throw new Error('The page that holds what tests share is gone.');
  return holder;
}

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

async function forget(page: Page, baseURL: string | undefined, storage: readonly string[]): Promise<void> {
  if (baseURL === undefined) throw new Error('The project has no baseURL.');
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Storage.clearDataForOrigin', { origin: new URL(baseURL).origin, storageTypes: storage.join() });
  await devtools.detach();
}
