import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { mergeConfig, type Plugin } from 'vite';
import studio from '../../vite.config.ts';

const FIXTURES = new URL('../fixtures/', import.meta.url);
/** Looks as a pack's word list says them, for the tiny pack, which knows none. */
const LOOKS = { young: 'person', old: 'person', man: 'person', woman: 'person', red: 'hair', black: 'hair', brown: 'hair', hair: 'hair' };
/** Address of a pack's file; "tiny-pack-of-looks" is the tiny pack with words for looks. */
const PACK_FILE = /^\/packs-test\/([a-z-]+?)(-of-looks)?\/([\w.-]+)$/;

/** What `npm start` serves, and the packs of e2e/fixtures beside it. */
export default mergeConfig(studio, { plugins: [fixturePacks()] });

/**
 * A test could answer for these files itself, but a browser whose requests a test answers caches nothing: it fetches and compiles the
 * whole studio anew for every page.
 */
function fixturePacks(): Plugin {
  return {
    name: 'synfer-fixture-packs',
    configurePreviewServer({ middlewares }) {
      middlewares.use((request, response, next) => {
        const [, pack, looks, name] = PACK_FILE.exec(request.url ?? '') ?? [];
        if (pack === undefined || name === undefined) {
          next();
          return;
        }
        const file = readFile(fileURLToPath(new URL(`${pack}/${name}`, FIXTURES)));
        file.then(
          (bytes) => {
            const isJson = name.endsWith('.json');
            response.setHeader('Content-Type', isJson ? 'application/json' : 'application/octet-stream');
            response.end(looks !== undefined && name === 'pack.json' ? withLooks(bytes) : bytes);
          },
          () => {
            response.statusCode = 404;
            response.end('not found');
          },
        );
      });
    },
  };
}

function withLooks(pack: Buffer): string {
  const manifest = JSON.parse(pack.toString()) as { readonly words: Readonly<Record<string, string>> };
  return JSON.stringify({ ...manifest, words: { ...manifest.words, ...LOOKS } });
}
