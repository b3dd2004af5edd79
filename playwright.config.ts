import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

const ISOLATED = 'http://127.0.0.1:4175';
const NOT_ISOLATED = 'http://127.0.0.1:4176';

const SYSTEM_CHROMIUM = '/usr/bin/chromium';
const executablePath = process.env['CHROMIUM_PATH'] ?? (existsSync(SYSTEM_CHROMIUM) ? SYSTEM_CHROMIUM : undefined);

/** Without these Chromium keeps asking for its own servers, which a closed network refuses again and again. */
const QUIET = [
  '--no-sandbox',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
];
const SOFTWARE_WEBGPU = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader', '--enable-features=Vulkan'];

function chromium(args: readonly string[]) {
  return {
    launchOptions: { args: [...QUIET, ...args], ...(executablePath === undefined ? {} : { executablePath }) },
    // Playwright's own download has the full browser under this name; WebGPU is not in its headless shell.
    ...(executablePath === undefined ? { channel: 'chromium' } : {}),
  };
}

/** The built studio (`npm run build`), as `npm start` serves it. */
function preview(url: string, env: Record<string, string>) {
  return {
    command: `npx vite preview --host 127.0.0.1 --port ${new URL(url).port} --strictPort`,
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
  expect: { timeout: 60_000 },
  reporter: 'list',
  use: { viewport: { width: 1440, height: 900 }, trace: 'retain-on-failure', acceptDownloads: true },
  webServer: [preview(ISOLATED, {}), preview(NOT_ISOLATED, { NO_ISOLATION: '1' })],
  projects: [
    {
      name: 'wasm-threads',
      testIgnore: ['webgpu.spec.ts', 'no-isolation.spec.ts'],
      use: { baseURL: ISOLATED, ...chromium(['--disable-gpu']) },
    },
    { name: 'no-isolation', testMatch: 'no-isolation.spec.ts', use: { baseURL: NOT_ISOLATED, ...chromium(['--disable-gpu']) } },
    { name: 'webgpu-software', testMatch: 'webgpu.spec.ts', use: { baseURL: ISOLATED, ...chromium(SOFTWARE_WEBGPU) } },
  ],
});
