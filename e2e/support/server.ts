import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { preview } from 'vite';

const DIST = fileURLToPath(new URL('../../dist', import.meta.url));

/** A server of a copy of the build, which a test can change, and which it can close. */
export interface OwnServer {
  readonly url: string;
  /** Folder that is served. */
  readonly folder: string;
  close(): Promise<void>;
}

export async function serveCopy(port: number): Promise<OwnServer> {
  const folder = await mkdtemp(join(tmpdir(), 'synfer-dist-'));
  await cp(DIST, folder, { recursive: true, filter: (path) => !path.endsWith('.map') });
  const server = await preview({ logLevel: 'warn', build: { outDir: folder }, preview: { host: '127.0.0.1', port, strictPort: true } });
  let open = true;
  return {
    url: `http://127.0.0.1:${String(port)}/`,
    folder,
    async close() {
      if (!open) return;
      open = false;
      await server.close();
      await rm(folder, { recursive: true });
    },
  };
}
