import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** NO_ISOLATION=1 serves without COOP/COEP, as hosts that cannot send headers do: WASM then has one thread. */
const isolation: Record<string, string> = process.env['NO_ISOLATION']
  ? {}
  : { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

/** Nothing leaves the tab: everything is served from this origin, and pictures are blobs or data. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self' blob: data:",
  "img-src 'self' blob: data:",
  "style-src 'self'",
  "font-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export default defineConfig({
  base: './',
  plugins: [react()],
  resolve: {
    // Without this condition every bundle graph emits its own copy of the runtime's 14–27 MB of WebAssembly.
    conditions: ['onnxruntime-web-use-extern-wasm', 'module', 'browser', 'development|production'],
  },
  optimizeDeps: { exclude: ['onnxruntime-web'] },
  worker: { format: 'es' },
  build: { target: 'es2023', sourcemap: true, chunkSizeWarningLimit: 1000 },
  server: { headers: isolation, watch: { ignored: ['**/training/**'] } },
  preview: {
    headers: {
      ...isolation,
      'Content-Security-Policy': contentSecurityPolicy,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
    },
  },
  test: {
    include: ['src/**/*.test.ts', 'workers/**/*.test.ts'],
    environment: 'node',
    testTimeout: 60_000,
  },
});
