import { describe, expect, it } from 'vitest';
import type { LoadProgress } from '../../../src/domain/packs/loading';
import { memoryCache, memoryReader, testPackFiles } from '../testing';
import { fetchPackReader } from './fetchReader';
import { openPack } from './openPack';

const silent = () => undefined;

function jsonReader(text: string) {
  return memoryReader(new Map([['pack.json', new TextEncoder().encode(text)]]));
}

describe('opening a pack', () => {
  it('reads each file once, though several graphs name the same weights', async () => {
    const reader = memoryReader(await testPackFiles());
    const pack = await openPack(reader, null, silent);
    expect(reader.reads.filter((path) => path === 'shared.weights')).toHaveLength(1);
    const [denoiser, feranno] = [pack.graph('denoiser', ''), pack.graph('feranno', '')];
    expect(denoiser.externalData[0]?.data).toBe(feranno.externalData[0]?.data);
  });

  it('reports bytes that only grow, up to the total', async () => {
    const events: LoadProgress[] = [];
    await openPack(memoryReader(await testPackFiles()), null, (event) => events.push(event));
    const loaded = events.slice(1).map((event) => event.loadedBytes);
    expect(loaded).toEqual([...loaded].sort((a, b) => a - b));
    expect(events.at(-1)?.loadedBytes).toBe(events.at(-1)?.totalBytes);
    expect(events[0]?.phase).toBe('manifest');
  });

  it('refuses a file with another hash, and does not keep it', async () => {
    const files = await testPackFiles();
    files.set('shared.weights', Uint8Array.of(1, 2, 4));
    const cache = memoryCache();
    await expect(openPack(memoryReader(files), cache, silent)).rejects.toHaveProperty('code', 'pack-hash');
    expect([...cache.kept.values()]).not.toContainEqual(Uint8Array.of(1, 2, 4));
  });

  it('refuses a file of another size', async () => {
    const files = await testPackFiles();
    files.set('shared.weights', Uint8Array.of(1, 2));
    await expect(openPack(memoryReader(files), null, silent)).rejects.toHaveProperty('code', 'pack-hash');
  });

  it('works offline after the first time', async () => {
    const cache = memoryCache();
    await openPack(memoryReader(await testPackFiles()), cache, silent);
    const pack = await openPack(memoryReader(new Map()), cache, silent);
    expect(pack.manifest.id).toBe('test-pack');
  });

  it('reads a file again where the kept one has gone bad', async () => {
    const files = await testPackFiles();
    const cache = memoryCache();
    const { manifest } = await openPack(memoryReader(files), cache, silent);
    cache.kept.set(manifest.graphs.denoiser.externalData[0]?.sha256 ?? '', Uint8Array.of(9, 9, 9));
    const reader = memoryReader(files);
    await openPack(reader, cache, silent);
    expect(reader.reads).toEqual(['pack.json', 'shared.weights']);
  });

  it('names what is wrong with the manifest', async () => {
    const open = (text: string) => openPack(jsonReader(text), null, silent);
    await expect(open('<!doctype html>')).rejects.toHaveProperty('code', 'pack-invalid');
    await expect(open('{"format":"synfer-pack","formatVersion":5}')).rejects.toHaveProperty('code', 'pack-version');
    await expect(open('{"format":"synfer-pack","formatVersion":1}')).rejects.toHaveProperty('code', 'pack-invalid');
  });

  it('refuses a manifest whose paths leave the pack', async () => {
    const text = new TextDecoder().decode((await testPackFiles()).get('pack.json')).replace('"shared.weights"', '"../secret"');
    await expect(openPack(jsonReader(text), null, silent)).rejects.toHaveProperty('code', 'pack-invalid');
  });

  it('refuses columns past the AU vector', async () => {
    const files = await testPackFiles((manifest) => ({ ...manifest, auColumns: 2 }));
    await expect(openPack(memoryReader(files), null, silent)).rejects.toThrow(/AU17/);
  });

  it('takes packs of the first version, which have no student', async () => {
    const files = await testPackFiles(({ student: _, graphs: { student: __, ...graphs }, ...rest }) => ({ ...rest, graphs, formatVersion: 1 }));
    expect((await openPack(memoryReader(files), null, silent)).manifest.student).toBeUndefined();
  });

  it('refuses a student of which nothing is said, and facts about none', async () => {
    const untold = await testPackFiles(({ student: _, ...rest }) => rest);
    const missing = await testPackFiles(({ graphs: { student: _, ...graphs }, ...rest }) => ({ ...rest, graphs }));
    for (const files of [untold, missing]) await expect(openPack(memoryReader(files), null, silent)).rejects.toThrow(/"graphs.student", or neither/);
  });

  it('says which graph is missing and what it is for', async () => {
    const files = await testPackFiles((manifest) => {
      const graphs = { ...manifest.graphs };
      delete graphs.guidance;
      return { ...manifest, graphs };
    });
    const pack = await openPack(memoryReader(files), null, silent);
    expect(() => pack.graph('guidance', 'for semantic guidance')).toThrow(/no guidance graph, which is needed for semantic guidance/);
  });
});

describe('fetching a pack', () => {
  const answering = (body: BodyInit | null, init?: ResponseInit) => fetchPackReader('https://studio.test/packs/x/', () => Promise.resolve(new Response(body, init)));
  const read = (reader: ReturnType<typeof fetchPackReader>, limit = 100) => reader.read('a.onnx', limit, silent);

  it('streams and counts the bytes', async () => {
    const counts: number[] = [];
    expect(await answering('hello').read('a.onnx', 100, (loaded) => counts.push(loaded))).toEqual(new TextEncoder().encode('hello'));
    expect(counts.at(-1)).toBe(5);
  });

  it('asks for files inside the pack folder', async () => {
    let asked = '';
    const reader = fetchPackReader('https://studio.test/packs/x/', (url) => {
      asked = url instanceof Request ? url.url : url.toString();
      return Promise.resolve(new Response('x'));
    });
    await read(reader);
    expect(asked).toBe('https://studio.test/packs/x/a.onnx');
  });

  it('is unreachable where the server answers with an error, a web page or not at all', async () => {
    await expect(read(answering('', { status: 404 }))).rejects.toThrow(/HTTP 404/);
    await expect(read(answering('<html>', { headers: { 'content-type': 'text/html; charset=utf-8' } }))).rejects.toThrow(/web page/);
    await expect(read(fetchPackReader('https://studio.test/', () => Promise.reject(new TypeError('offline'))))).rejects.toHaveProperty('code', 'pack-unreachable');
  });

  it('stops where more comes than the pack says', async () => {
    await expect(read(answering('x'.repeat(200)))).rejects.toHaveProperty('code', 'pack-hash');
  });
});
