import { describe, expect, it } from 'vitest';
import type { PackManifest } from './manifest';
import { canRun } from './requirements';
import type { Machine } from './requirements';

const GB = 1e9;
const file = (path: string, bytes: number) => ({ path, bytes, sha256: '' });
const pack = (bytes: number, arithmetic?: 'float16') =>
  ({ tokenizer: { file: file('t', 1), config: file('c', 1) }, graphs: { denoiser: { file: file('d', 1), externalData: [file('w', bytes)] } }, arithmetic }) as unknown as PackManifest;
const desktop: Machine = { graphics: { halves: true, largestBuffer: 4 * GB }, memory: 8 * GB, room: 100 * GB };

describe('whether a machine can run a pack', () => {
  it('is said before its download', () => {
    expect(canRun(pack(1.7 * GB, 'float16'), desktop)).toEqual({ can: true });
    expect(canRun(pack(0.06 * GB), { graphics: null, memory: null, room: null })).toEqual({ can: true });
  });

  it.each<[string, Partial<Machine>, number, RegExp]>([
    ['the page cannot hold it', { graphics: null }, 3.4, /3\.4 GB.*without WebGPU/],
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
