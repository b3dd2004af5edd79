import { defineConfig } from '@playwright/test';
import { NO_GPU, ONE_PROCESS, SOFTWARE_WEBGPU, chromiumOptions } from './e2e/support/browser';

const ISOLATED = 'http://127.0.0.1:4175';
const NOT_ISOLATED = 'http://127.0.0.1:4176';

/**
 * Milliseconds before each of a test's actions. `SLOW_MO=60 npx playwright test --retries 0` finds tests that the studio overtakes
 * on a machine faster than this one.
 */
const slowMo = Number(process.env['SLOW_MO'] ?? 0);

/** The built studio (`npm run build`), as `npm start` serves it, with the packs that tests use beside it. */
function preview(url: string, env: Record<string, string>) {
  return {
    command: `npx vite preview --config e2e/support/preview.config.ts --host 127.0.0.1 --port ${new URL(url).port} --strictPort`,
    url,
    env,
    reuseExistingServer: false,
    timeout: 120_000,
  };
}

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/playwright',
  // Real networks on the processor: a second browser beside the first only makes both slow.
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  // Nothing here measures time: the limits only end what hangs, on however busy a machine.
  timeout: 300_000,
  // A second try tells a fault from a machine that stalled; `npm test` names the tests that needed it.
  retries: 1,
  expect: { timeout: 60_000 },
  reporter: 'list',
  // What is tested is this build as it is served; what a service worker kept of it is offline.spec's.
  use: { viewport: { width: 1440, height: 900 }, actionTimeout: 120_000, screenshot: 'only-on-failure', acceptDownloads: true, serviceWorkers: 'block' },
  webServer: [preview(ISOLATED, {}), preview(NOT_ISOLATED, { NO_ISOLATION: '1' })],
  projects: [
    {
      name: 'wasm-threads',
      testIgnore: ['webgpu.spec.ts', 'no-isolation.spec.ts', 'other-browsers.spec.ts'],
      use: { baseURL: ISOLATED, launchOptions: { ...chromiumOptions([...NO_GPU, ...ONE_PROCESS]), slowMo } },
    },
    {
      name: 'no-isolation',
      testMatch: 'no-isolation.spec.ts',
      use: { baseURL: NOT_ISOLATED, launchOptions: { ...chromiumOptions(NO_GPU), slowMo } },
    },
    {
      // Its page is the Chromium that the others are compared with.
      name: 'other-browsers',
      testMatch: 'other-browsers.spec.ts',
      use: { baseURL: ISOLATED, serviceWorkers: 'allow', launchOptions: { ...chromiumOptions(NO_GPU), slowMo } },
    },
    {
      name: 'webgpu-software',
      testMatch: 'webgpu.spec.ts',
      use: { baseURL: ISOLATED, launchOptions: { ...chromiumOptions(SOFTWARE_WEBGPU), slowMo } },
    },
  ],
});
