import { describe, expect, it } from 'vitest';
import type { LoadProgress } from '../../../src/domain/packs/loading';
import { memoryStore, memoryReader, testPackFiles } from '../testing';
import { sha256Hex } from '../../../src/domain/bytes/sha256';
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
    const [denoiser, feranno] = [await pack.graph('denoiser', ''), await pack.graph('feranno', '')];
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
    const store = memoryStore();
    await expect(openPack(memoryReader(files), store, silent)).rejects.toHaveProperty('code', 'pack-hash');
    expect([...store.kept.keys()]).not.toContain(await sha256Hex(Uint8Array.of(1, 2, 4)));
    expect(store.manifests.get('memory:')?.complete).toBe(false);
  });

  it('refuses a file of another size', async () => {
    const files = await testPackFiles();
    files.set('shared.weights', Uint8Array.of(1, 2));
    await expect(openPack(memoryReader(files), null, silent)).rejects.toHaveProperty('code', 'pack-hash');
  });

  it('works offline after the first time', async () => {
    const store = memoryStore();
    await openPack(memoryReader(await testPackFiles()), store, silent);
    const pack = await openPack(memoryReader(new Map()), store, silent);
    expect(pack.manifest.id).toBe('test-pack');
  });

  it('reads a file again where the kept one has gone bad', async () => {
    const files = await testPackFiles();
    const store = memoryStore();
    const { manifest } = await openPack(memoryReader(files), store, silent);
    store.kept.set(manifest.graphs.denoiser.externalData[0]?.sha256 ?? '', new Blob([Uint8Array.of(9, 9, 9)]));
    const reader = memoryReader(files);
    await openPack(reader, store, silent);
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
    await expect(pack.graph('guidance', 'for semantic guidance')).rejects.toThrow(/no guidance graph, which is needed for semantic guidance/);
  });

  it('lets go of the files of a former version, once the new one is there', async () => {
    const store = memoryStore();
    const files = await testPackFiles();
    const { manifest } = await openPack(memoryReader(files), store, silent);
    const changed = await testPackFiles((former) => ({ ...former, version: '2.0.0', graphs: { ...former.graphs, second_opinion: former.graphs.encoder }, voters: [] }));
    await openPack(memoryReader(changed), store, silent);
    expect(store.kept.has(manifest.graphs.encoder?.file.sha256 ?? '')).toBe(true);
    expect(store.kept.has(manifest.graphs.second_opinion?.file.sha256 ?? '')).toBe(false);
  });

  it('says what is on the way where storage is full, and keeps what fits', async () => {
    const store = memoryStore({ room: 100 });
    await expect(openPack(memoryReader(await testPackFiles()), store, silent)).rejects.toHaveProperty('code', 'storage-full');
    expect(store.manifests.get('memory:')?.complete).toBe(false);
  });
});
