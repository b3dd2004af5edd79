import { test as base, type BrowserContext, type Page } from '@playwright/test';

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
      await use(profile);
      await profile.close();
    },
    { scope: 'worker' },
  ],
  context: async ({ profile, permissions }, use) => {
    if (permissions) await profile.grantPermissions(permissions);
    await use(profile);
    for (const page of profile.pages()) await page.close();
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

async function forgetAllButModels(page: Page, origin: string): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'cookies,local_storage,indexeddb' });
  await devtools.detach();
}
