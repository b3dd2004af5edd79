import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';
import { pagePolicy, serviceWorker } from './workers/offline/plugin.ts';
import { HEADERS, ISOLATION } from './workers/offline/policy.ts';

/** NO_ISOLATION=1 serves without COOP/COEP, as hosts that cannot send headers do: WASM then has one thread. */
const isolation: Record<string, string> = process.env['NO_ISOLATION'] ? {} : ISOLATION;
const unisolated = Object.fromEntries(Object.entries(HEADERS).filter(([name]) => !(name in ISOLATION)));

export default defineConfig({
  // Relative addresses: the built studio works from any folder of a host.
  base: './',
  // One page, no routes: a file that is not there answers 404 and never the start page.
  appType: 'mpa',
  plugins: [react(), pagePolicy(), serviceWorker()],
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
        // The library of schemas goes first, with how it is set: it looks at that when the first schema is made.
        codeSplitting: { groups: [{ name: 'schemas', test: /\/(src\/domain\/withoutJit|node_modules\/zod\/)/, priority: 1 }, { name: 'shared', test: /\/(src\/(domain\/(face|facs|packs|recipe)|ui|storage|library|engine)|node_modules)\//, minShareCount: 2 }] },
      },
    },
  },
  // The dev server reloads through inline scripts, which the policy forbids.
  server: { headers: isolation, watch: { ignored: ['**/training/**'] } },
  preview: { headers: { ...unisolated, ...isolation } },
});
