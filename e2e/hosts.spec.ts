import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from '@playwright/test';
import { HEADERS } from '../workers/offline/policy';
import { test } from './support/test';

/** The built studio on real servers, each with the ready file of docs/hosts. Skipped where a server is not installed (`apt install nginx apache2`). */

test.use({ sharing: 'nothing' });

const repository = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

interface Server {
  readonly name: string;
  readonly port: number;
  readonly program: string;
  /** Writes what it needs into an empty folder. @returns arguments that keep it in the foreground */
  readonly configure: (folder: string, port: number) => Promise<readonly string[]>;
}

/** Who serves where the test itself is root: who else serves as its own user. */
const USER = process.getuid?.() === 0 ? 'root' : '';

const SERVERS: readonly Server[] = [
  {
    name: 'nginx',
    port: 4181,
    program: '/usr/sbin/nginx',
    async configure(folder, port) {
      const ready = (await readFile(repository('docs/hosts/nginx.conf'), 'utf8')).replace('root /var/www/synfer-studio;', `root ${repository('dist')};`);
      await writeFile(join(folder, 'ready.conf'), ready);
      // Beside the configuration, as in /etc/nginx.
      await cp('/etc/nginx/mime.types', join(folder, 'mime.types'));
      const lines = [
        ...(USER ? [`user ${USER};`] : []),
        `pid ${folder}/pid; error_log ${folder}/error.log; daemon off;`,
        'events {}',
        `http { access_log off; client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/fastcgi; uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;`,
        `server { listen 127.0.0.1:${String(port)}; include ${folder}/ready.conf; } }`,
      ];
      await writeFile(join(folder, 'nginx.conf'), `${lines.join('\n')}\n`);
      return ['-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')];
    },
  },
  {
    name: 'Apache',
    port: 4182,
    program: '/usr/sbin/apache2',
    async configure(folder, port) {
      const root = join(folder, 'dist');
      await mkdir(root);
      await cp(repository('dist'), root, { recursive: true, filter: (path) => !path.endsWith('.map') });
      await cp(repository('docs/hosts/apache.htaccess'), join(root, '.htaccess'));
      const modules = ['mpm_event', 'authz_core', 'mime', 'dir', 'headers', 'deflate', 'filter', 'setenvif'];
      const lines = [
        ...modules.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`),
        `ServerRoot ${folder}`,
        'ServerName localhost',
        `Listen 127.0.0.1:${String(port)}`,
        `PidFile ${folder}/pid`,
        `ErrorLog ${folder}/error.log`,
        'TypesConfig /etc/mime.types',
        ...(USER ? ['User www-data', 'Group www-data'] : []),
        `DocumentRoot ${root}`,
        `<Directory ${root}>\n  AllowOverride All\n  Require all granted\n</Directory>`,
      ];
      await writeFile(join(folder, 'apache.conf'), `${lines.join('\n')}\n`);
      return ['-f', join(folder, 'apache.conf'), '-DFOREGROUND'];
    },
  },
];

for (const { name, port, program, configure } of SERVERS) {
  test.describe(`on ${name}`, () => {
    test.skip(!existsSync(program), `${name} is not installed here.`);
    const url = `http://127.0.0.1:${String(port)}/`;
    let folder: string;
    let server: ChildProcess;
    let said = '';

    test.beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'synfer-host-'));
      // Servers give their rights away: what they serve has to be open to all.
      await chmod(folder, 0o755);
      server = spawn(program, [...(await configure(folder, port))], { stdio: ['ignore', 'pipe', 'pipe'] });
      server.stderr?.on('data', (text: Buffer) => (said += text.toString()));
      await expect(async () => expect((await fetch(url)).status, said).toBe(200)).toPass({ timeout: 20_000 });
    });
    test.afterAll(async () => {
      server.kill('SIGTERM');
      await new Promise((resolve) => server.once('exit', resolve));
      await rm(folder, { recursive: true, force: true });
    });

    test('every kind of file comes with its type and the headers of the studio, and what is not there is 404', async ({ request }) => {
      const files = (await (await request.get(`${url}sw.js`)).text()).match(/assets\/[\w.-]+\.(?:m?js|css|wasm)/g) ?? [];
      const byKind = new Map(files.map((file) => [file.split('.').at(-1) ?? '', file]));
      const types: Readonly<Record<string, RegExp>> = { js: /javascript/, mjs: /javascript/, css: /text\/css/, wasm: /application\/wasm/ };
      expect([...byKind.keys()].sort()).toEqual(expect.arrayContaining(['css', 'js', 'wasm']));
      for (const [kind, file] of [['html', ''], ...byKind] as const) {
        const response = await request.get(url + file);
        expect(response.status(), file).toBe(200);
        expect(response.headers()['content-type'], file).toMatch(types[kind] ?? /text\/html/);
        for (const [header, value] of Object.entries(HEADERS)) expect(response.headers()[header.toLowerCase()], `${header} of ${file}`).toBe(value);
      }
      expect((await request.get(`${url}packs/nowhere/pack.json`)).status()).toBe(404);
    });

    test('weights come in parts, uncompressed', async ({ request }) => {
      const response = await request.get(`${url}packs/synfer-faces-256/denoiser.weights`, { headers: { Range: 'bytes=1000-1999', 'Accept-Encoding': 'gzip' } });
      expect(response.status()).toBe(206);
      expect(await response.body()).toHaveLength(1000);
      expect(response.headers()['content-encoding']).toBeUndefined();
    });

    test('the studio opens, isolated, with its model ready', async ({ page }) => {
      const broken: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error') broken.push(message.text());
      });
      await page.goto(url);
      await expect(page.getByRole('button', { name: 'Generate', exact: true })).toBeEnabled({ timeout: 240_000 });
      expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
      expect(broken).toEqual([]);
    });
  });
}
