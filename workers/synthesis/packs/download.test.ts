import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sha256Hex } from '../../../src/domain/bytes/sha256';
import type { PackFile } from '../../../src/domain/packs/manifest';
import { download } from './download';
import { fetchPackReader } from './fetchReader';
import { memoryPart } from './memoryPart';
import type { FilePart } from './reader';

/** A server that misbehaves as it is told to, over real connections. */

const SIZE = 400_000;
const content = Uint8Array.from({ length: SIZE }, (_, i) => (i * 31 + (i >> 8)) % 251);

type Handler = (request: IncomingMessage, response: ServerResponse, range: { from: number; asked: boolean }) => void;

let server: Server;
let handler: Handler;
let requests: { range: string | undefined; ifRange: string | undefined }[];
let file: PackFile;

beforeEach(async () => {
  requests = [];
  handler = ranged();
  file = { path: 'denoiser.weights', bytes: SIZE, sha256: await sha256Hex(content) };
  server = createServer((request, response) => {
    const { range, 'if-range': ifRange } = request.headers;
    requests.push({ range, ifRange: ifRange as string | undefined });
    handler(request, response, { from: Number(/bytes=(\d+)-/.exec(range ?? '')?.[1] ?? 0), asked: range !== undefined });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

/** Serves ranges as it should; `cutAt` says after how many bytes of an answer the connection breaks. */
function ranged({ bytes = content, etag = '"one"', cutAt = () => Infinity }: { bytes?: Uint8Array; etag?: string | null; cutAt?: () => number } = {}): Handler {
  return (request, response, { from }) => {
    const whole = request.headers['if-range'] !== undefined && request.headers['if-range'] !== etag;
    const start = whole ? 0 : from;
    response.writeHead(whole ? 200 : 206, {
      ...(etag !== null && { etag }),
      ...(!whole && { 'content-range': `bytes ${String(start)}-${String(bytes.length - 1)}/${String(bytes.length)}` }),
      'content-length': bytes.length - start,
      'content-type': 'application/octet-stream',
    });
    const cut = cutAt();
    if (cut >= bytes.length - start) response.end(bytes.subarray(start));
    else response.write(bytes.subarray(start, start + cut), () => response.destroy());
  };
}

interface Outcome {
  readonly received: number;
  readonly waits: number[];
}

/** Downloads, counting every byte that came over the connection. */
async function fetchFile(part: FilePart = memoryPart(), { signal, onBytes = () => undefined }: { signal?: AbortSignal; onBytes?: () => void } = {}): Promise<Outcome> {
  const waits: number[] = [];
  let received = 0;
  const reader = fetchPackReader(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/pack/`);
  const counting: FilePart = {
    get size() {
      return part.size;
    },
    get version() {
      return part.version;
    },
    stream: () => part.stream(),
    append: (bytes) => ((received += bytes.length), part.append(bytes)),
    reset: (version) => part.reset(version),
    finish: () => part.finish(),
    close: () => part.close(),
  };
  const blob = await download(reader, file, counting, { onBytes, signal, stallMs: 300, wait: (milliseconds) => Promise.resolve(void waits.push(milliseconds)) });
  expect(await sha256Hex(new Uint8Array(await blob.arrayBuffer()))).toBe(file.sha256);
  return { received, waits };
}

/** Answers each request with the next handler, the last one for all that follow. */
function inTurn(...handlers: Handler[]): Handler {
  return (...all) => (handlers.length > 1 ? handlers.shift() : handlers[0])?.(...all);
}

const status = (code: number, headers: Record<string, string> = {}): Handler => (_, response) => response.writeHead(code, headers).end();

describe('a download', () => {
  it('comes in one go where nothing goes wrong', async () => {
    expect((await fetchFile()).received).toBe(SIZE);
    expect(requests).toEqual([{ range: 'bytes=0-', ifRange: undefined }]);
  });

  it('goes on where it broke off, 50 times at random places, without a byte twice', async () => {
    let seed = 7;
    const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
    let cuts = 0;
    handler = ranged({ cutAt: () => (cuts < 50 ? ((cuts += 1), 1 + Math.floor(random() * 12_000)) : Infinity) });
    const { received } = await fetchFile();
    expect(cuts).toBe(50);
    expect(received).toBe(SIZE);
    expect(requests.slice(2).every(({ ifRange }) => ifRange === '"one"')).toBe(true);
  });

  it('goes on after a reload from what is there, which is checked with the rest', async () => {
    const part = memoryPart();
    await part.reset('"one"');
    await part.append(content.subarray(0, 150_000));
    expect((await fetchFile(part)).received).toBe(SIZE - 150_000);
  });

  it('begins anew where what is there is damaged', async () => {
    const part = memoryPart();
    await part.reset('"one"');
    await part.append(new Uint8Array(150_000));
    expect((await fetchFile(part)).received).toBe(SIZE - 150_000 + SIZE);
  });

  it('begins anew where the server knows no ranges', async () => {
    const whole: Handler = (_, response) => response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(content);
    const broken: Handler = (_, response) => {
      response.writeHead(200, { 'content-length': SIZE });
      response.write(content.subarray(0, 100_000), () => response.destroy());
    };
    handler = inTurn(broken, whole);
    await fetchFile();
    expect(requests).toHaveLength(2);
  });

  it('begins anew where the file changed between parts, whether or not the server heeds If-Range', async () => {
    const former = content.map((byte) => byte ^ 1);
    handler = inTurn(ranged({ bytes: former, etag: '"former"', cutAt: () => 100_000 }), ranged());
    await fetchFile();
    const heedless: Handler = (request, response, range) => {
      delete request.headers['if-range'];
      ranged()(request, response, range);
    };
    handler = inTurn(ranged({ bytes: former, etag: '"former"', cutAt: () => 100_000 }), heedless);
    await fetchFile();
    handler = inTurn(ranged({ bytes: former, etag: null, cutAt: () => 100_000 }), ranged({ etag: null }));
    await fetchFile();
  });

  it('makes the connection anew where no byte comes for too long', async () => {
    handler = inTurn((_, response) => {
      response.writeHead(206, { 'content-range': `bytes 0-${String(SIZE - 1)}/${String(SIZE)}`, etag: '"one"' });
      response.write(content.subarray(0, 1000));
    }, ranged());
    expect((await fetchFile()).received).toBe(SIZE);
  });

  it('waits as long as the server asks for with 429 and 503', async () => {
    handler = inTurn(status(429, { 'retry-after': '7' }), status(503, { 'retry-after': '2' }), ranged());
    expect((await fetchFile()).waits).toEqual([7000, 2000]);
  });

  it('waits longer each time where the server does not say how long, and gives up where nothing comes at all', async () => {
    handler = status(503);
    const error = await fetchFile().catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'pack-unreachable', message: expect.stringMatching(/HTTP 503.*0 of its 400000 bytes are kept/) as string });
    expect(requests).toHaveLength(6);
  });

  it('takes an end that is too early for a break, whatever the length was said to be', async () => {
    handler = inTurn((_, response) => response.writeHead(206, { 'content-range': `bytes 0-99/${String(SIZE)}`, etag: '"one"' }).end(content.subarray(0, 100)), ranged());
    expect((await fetchFile()).received).toBe(SIZE);
  });

  it('refuses more bytes than the pack says, and keeps none of them', async () => {
    const part = memoryPart();
    handler = (_, response) => response.writeHead(200).end(new Uint8Array(SIZE + 1));
    await expect(fetchFile(part)).rejects.toMatchObject({ code: 'pack-hash', message: expect.stringMatching(/more than 400000 bytes/) as string });
    expect(part.size).toBe(0);
  });

  it('refuses other bytes of the same length, and keeps none of them', async () => {
    const part = memoryPart();
    handler = ranged({ bytes: content.map((byte) => byte ^ 1) });
    await expect(fetchFile(part)).rejects.toHaveProperty('code', 'pack-hash');
    expect(part.size).toBe(0);
  });

  it('refuses a web page', async () => {
    handler = (_, response) => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<!doctype html>');
    await expect(fetchFile()).rejects.toThrow(/web page/);
  });

  it('refuses at once where the file is not there', async () => {
    handler = status(404);
    await expect(fetchFile()).rejects.toThrow(/HTTP 404/);
    expect(requests).toHaveLength(1);
  });

  it('pauses, and goes on from there', async () => {
    const [part, pause] = [memoryPart(), new AbortController()];
    handler = (_, response) => {
      response.writeHead(206, { 'content-range': `bytes 0-${String(SIZE - 1)}/${String(SIZE)}`, etag: '"one"' });
      response.write(content.subarray(0, 1000));
    };
    await expect(fetchFile(part, { signal: pause.signal, onBytes: () => pause.abort() })).rejects.toHaveProperty('code', 'cancelled');
    expect(part.size).toBe(1000);
    handler = ranged();
    expect((await fetchFile(part)).received).toBe(SIZE - 1000);
  });
});
