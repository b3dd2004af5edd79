import { afterEach, describe, expect, it, vi } from 'vitest';
import { exportFolder, removeAllExports } from './exportFolder';
import { originFolder, originRoom } from './originStorage';
import { listKeptPacks, removeAllPacks } from './packFiles';
import { askToPersist, isPersisted } from './persistence';

afterEach(() => vi.unstubAllGlobals());

/** What browsers were seen to have. */
const BROWSERS = {
  'no StorageManager at all, as in WebKitGTK': {},
  'a StorageManager without files': { storage: { estimate: () => Promise.reject(new TypeError()), persist: () => Promise.resolve(false), persisted: () => Promise.resolve(false) } },
  'files that are closed to the page, as in private windows': {
    storage: {
      getDirectory: () => Promise.reject(new DOMException('', 'SecurityError')),
      estimate: () => Promise.resolve({}),
      persist: () => Promise.reject(new TypeError()),
      persisted: () => Promise.reject(new TypeError()),
    },
  },
};

describe.each(Object.entries(BROWSERS))('with %s', (_, navigator) => {
  it('nothing is promised, and nothing known of the room', async () => {
    vi.stubGlobal('navigator', navigator);
    expect(await originFolder()).toBeNull();
    expect(await originRoom()).toEqual({ quota: undefined, usage: undefined });
    expect(await askToPersist()).toBe(false);
    expect(await isPersisted()).toBe(false);
  });

  it('there is nothing to list, and all of it can be deleted', async () => {
    vi.stubGlobal('navigator', navigator);
    expect(await listKeptPacks()).toEqual([]);
    expect(await exportFolder()).toBeNull();
    await expect(removeAllPacks()).resolves.toBeUndefined();
    await expect(removeAllExports()).resolves.toBeUndefined();
  });
});
