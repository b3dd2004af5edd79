import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';
import { serviceWorker } from './workers/offline/plugin.ts';

/** NO_ISOLATION=1 serves without COOP/COEP, as hosts that cannot send headers do: WASM then has one thread. */
const isolation: Record<string, string> = process.env['NO_ISOLATION']
  ? {}
  : { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

/** Nothing leaves the tab: everything is served from this origin, and pictures are blobs or data. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self'",
  "img-src 'self' blob: data:",
  "style-src 'self'",
  "font-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export default defineConfig({
  // Relative addresses: the built studio works from any folder of a host.
  base: './',
  // One page, no routes: a file that is not there answers 404 and never the start page.
  appType: 'mpa',
  plugins: [react(), serviceWorker()],
  // Without this condition every bundle graph emits its own copy of the runtime's 14–27 MB of WebAssembly.
  resolve: { conditions: ['onnxruntime-web-use-extern-wasm', ...defaultClientConditions] },
  optimizeDeps: { exclude: ['onnxruntime-web'] },
  worker: { format: 'es' },
  build: {
    target: 'es2023',
    sourcemap: true,
    chunkSizeWarningLimit: 1000,
    rolldownOptions: {
      output: {
        // What the page and a lazy view share is small and many: in one file it is asked for once and compresses better.
        codeSplitting: { groups: [{ name: 'shared', test: /\/(src\/(domain\/(face|facs|packs|recipe)|ui|storage|library|engine)|node_modules)\//, minShareCount: 2 }] },
      },
    },
  },
  // The dev server reloads through inline scripts, which the policy forbids.
  server: { headers: isolation, watch: { ignored: ['**/training/**'] } },
  preview: {
    headers: {
      ...isolation,
      'Content-Security-Policy': contentSecurityPolicy,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
    },
  },
});
