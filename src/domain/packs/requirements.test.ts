import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { PackManifest } from './manifest';
import { memoryNeed, memoryVerdict } from './memory';
import { canRun } from './requirements';
import type { Machine } from './requirements';

const GB = 1e9;
const file = (path: string, bytes: number) => ({ path, bytes, sha256: '' });
const pack = (bytes: number, arithmetic?: 'float16') =>
  ({ latent: { channels: 4, height: 64, width: 64 }, image: { width: 512, height: 512 }, tokenizer: { file: file('t', 1), config: file('c', 1) }, graphs: { denoiser: { file: file('d', 1), externalData: [file('w', bytes)] } }, arithmetic }) as unknown as PackManifest;
const desktop: Machine = { graphics: { halves: true, largestBuffer: 4 * GB }, memory: 8 * GB, room: 100 * GB };

describe('whether a machine can run a pack', () => {
  it('is said before its download', () => {
    expect(canRun(pack(1.7 * GB, 'float16'), desktop)).toEqual({ can: true });
    expect(canRun(pack(0.06 * GB), { graphics: null, memory: null, room: null })).toEqual({ can: true });
  });

  it.each<[string, Partial<Machine>, number, RegExp]>([
    ['the page cannot hold it', { graphics: null }, 4.2, /weights 4\.2 GB.*without WebGPU a page has 4\.3 GB/],
    ['the adapter knows no halves', { graphics: { halves: false, largestBuffer: GB } }, 1.7, /half precision/],
    ['there is little memory', { memory: 2 * GB }, 1.7, /2\.0 GB of memory/],
    ['the disk is full', { room: GB }, 1.7, /room for 1\.0 GB/],
  ])('is no where %s', (_, machine, size, reason) => {
    expect(canRun(pack(size * GB, 'float16'), { ...desktop, ...machine })).toEqual({ can: false, reason: expect.stringMatching(reason) as string });
  });

  it('counts what is there already', () => {
    expect(canRun(pack(1.7 * GB), { ...desktop, room: GB }, 1.5 * GB)).toEqual({ can: true });
  });
});

describe('the memory budget', () => {
  it('of a checkpoint stored in halves and computed in singles has its weights twice', () => {
    expect(memoryNeed(pack(1.7 * GB)).weights).toBeCloseTo(3.4 * GB, -2);
    expect(memoryNeed(pack(1.7 * GB, 'float16')).weights).toBeCloseTo(1.7 * GB, -2);
  });

  it('counts what is computed with: attention over 64 × 64 places in two branches', () => {
    expect(memoryNeed(pack(1)).work).toBe(2 * 8 * 4096 ** 2 * 4);
  });

  it.each([
    ['fits', 1, true, 8],
    ['fits', 0.02, false, 2],
    ['tight', 1.7, false, null],
    ['refused', 2.1, false, null],
    ['tight', 1.7, true, 4],
    ['fits', 1.7, true, null],
  ] as const)('%s: %d GB of halves, on graphics %s, with %d GB', (kind, size, onGraphics, memory) => {
    expect(memoryVerdict(pack(size * GB), { onGraphics, memory: memory === null ? null : memory * 2 ** 30 }).kind).toBe(kind);
  });

  it('lets the shipped pack run anywhere', () => {
    const shipped = JSON.parse(readFileSync(new URL('../../../public/packs/synfer-faces-256/pack.json', import.meta.url), 'utf8')) as PackManifest;
    expect(memoryVerdict(shipped, { onGraphics: false, memory: 2 ** 30 })).toEqual({ kind: 'fits' });
  });
});
