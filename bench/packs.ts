// Downloads of the shipped pack whose connections break at random places: whether each comes whole, and what is fetched twice.
import { createServer } from 'node:http';
import { once } from 'node:events';
import { readFile, readdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseManifest } from '../src/domain/packs/parseManifest';
import { packBytes } from '../src/domain/packs/requirements';
import { Mt19937 } from '../src/domain/random/mt19937';
import { fetchPackReader } from '../workers/synthesis/packs/fetchReader';
import { openPack } from '../workers/synthesis/packs/openPack';
import type { PackReader } from '../workers/synthesis/packs/reader';
import { memoryStore } from '../workers/synthesis/testing';

const PACK = fileURLToPath(new URL('../public/packs/synfer-faces-256', import.meta.url));
const DOWNLOADS = 50;
/** Of answers longer than this, how many are cut, at a place drawn evenly from their bytes. */
const CUT_FROM_BYTES = 100_000;
const CUT_SHARE = 0.7;
const SEED = 20;

export interface PackFigures {
  readonly downloads: number;
  readonly packBytes: number;
  readonly cuts: number;
  /** Came whole, every file of the SHA-256 that its pack names. */
  readonly completed: number;
  /** Bytes that came although they had come before. */
  readonly twice: number;
  readonly seconds: number;
}

export async function benchPacks(): Promise<PackFigures> {
  const random = new Mt19937(SEED);
  const uniform = () => random.uniform53();
  const files = new Map<string, Buffer>(await Promise.all((await readdir(PACK)).map(async (name) => [`/${name}`, await readFile(join(PACK, name))] as const)));
  let cuts = 0;
  const server = createServer((request, response) => {
    const bytes = files.get(request.url ?? '') ?? Buffer.alloc(0);
    const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
    const rest = bytes.subarray(from);
    response.writeHead(206, { etag: '"one"', 'content-range': `bytes ${String(from)}-${String(bytes.length - 1)}/${String(bytes.length)}`, 'content-length': rest.length, 'content-type': 'application/octet-stream' });
    if (rest.length < CUT_FROM_BYTES || uniform() > CUT_SHARE) response.end(rest);
    else {
      cuts++;
      response.write(rest.subarray(0, Math.floor(uniform() * rest.length)), () => response.destroy());
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const place = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
  const manifestText = files.get('/pack.json')?.toString('utf8') ?? '';
  const expected = packBytes(parseManifest(manifestText));
  const begun = performance.now();
  let [completed, twice] = [0, 0];
  try {
    for (let i = 0; i < DOWNLOADS; i++) {
      const counted = countingReader(fetchPackReader(place));
      await openPack(counted, memoryStore(), () => undefined);
      completed++;
      twice += counted.received() - expected;
    }
  } finally {
    server.closeAllConnections();
    server.close();
  }
  return { downloads: DOWNLOADS, packBytes: expected, cuts, completed, twice, seconds: (performance.now() - begun) / 1000 };
}

/** Counts the bytes of a pack's files, but for its manifest, as they come. */
function countingReader(reader: PackReader): PackReader & { readonly received: () => number } {
  let received = 0;
  return {
    location: reader.location,
    received: () => received,
    async open(path, from, version, signal) {
      const opened = await reader.open(path, from, version, signal);
      if (path === 'pack.json') return opened;
      const count = new TransformStream<Uint8Array, Uint8Array>({
        transform(chunk, controller) {
          received += chunk.length;
          controller.enqueue(chunk);
        },
      });
      return { ...opened, body: opened.body.pipeThrough(count) };
    },
  };
}
