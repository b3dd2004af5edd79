import { createHash } from 'node:crypto';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';
import { metaPolicy } from './policy.ts';

const ENTRY = fileURLToPath(new URL('./serviceWorker.ts', import.meta.url));
const FILE = 'sw.js';
/** Says that everything was built; `scripts/support/build.mjs` looks for it. */
const MARKER = 'build-complete.txt';

/** Writes the policy into the built page itself, for hosts that send no headers. */
export function pagePolicy(): Plugin {
  return {
    name: 'synfer-page-policy',
    apply: 'build',
    transformIndexHtml: () => [{ tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: metaPolicy() }, injectTo: 'head-prepend' }],
  };
}

/**
 * Builds the service worker last, with the list of what was built and its hashes, and marks the build as whole. The pack is not on it: the synthesis worker keeps it by
 * hash. The runtimes are on a list of their own: a browser keeps the one it uses.
 */
export function serviceWorker(): Plugin {
  let outDir = '';
  return {
    name: 'synfer-service-worker',
    apply: 'build',
    configResolved(config) {
      outDir = config.build.outDir;
    },
    async closeBundle() {
      const files = (await readdir(outDir, { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(join(outDir, '/').length).replaceAll('\\', '/'))
        .filter((path) => !path.startsWith('packs/') && !path.endsWith('.map') && path !== FILE && path !== MARKER)
        .sort();
      const runtime = files.filter((path) => path.endsWith('.wasm'));
      const shell = files.filter((path) => !runtime.includes(path));
      const version = await contentHash(outDir, shell);
      const hashed = (paths: readonly string[]) =>
        Promise.all(paths.map(async (path) => [path === 'index.html' ? './' : path, sha256(await readFile(join(outDir, path)))]));
      await build({
        configFile: false,
        logLevel: 'warn',
        define: { BUILD: JSON.stringify({ version, shell: await hashed(shell), runtime: await hashed(runtime) }) },
        build: {
          target: 'es2023',
          outDir,
          emptyOutDir: false,
          copyPublicDir: false,
          lib: { entry: ENTRY, formats: ['iife'], name: 'offline', fileName: () => FILE },
        },
      });
      // Last of all: a build that was broken off has none.
      await writeFile(join(outDir, MARKER), `${version}\n`);
    },
  };
}

function sha256(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

async function contentHash(folder: string, paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(path).update(await readFile(join(folder, path)));
  return hash.digest('hex').slice(0, 12);
}
