import { describe, expect, it } from 'vitest';
import type { TensorSpec } from '../../../src/domain/packs/manifest';
import { feedsFor, outputsOf } from './feeds';
import { toHalves, toSingles } from './float16';

const input = (name: string, type: TensorSpec['type'], shape: TensorSpec['shape'], role?: string): TensorSpec => ({ name, type, shape, ...(role !== undefined && { role }) });
const two = {
  latent: { items: [Float32Array.of(1, 2), Float32Array.of(3, 4)], shape: [2] },
  timestep: { items: [Float32Array.of(999), Float32Array.of(999)], shape: [] },
  au: { items: [Float32Array.of(0.5), Float32Array.of(0)], shape: [1] },
};
const feeds = (...inputs: TensorSpec[]) => feedsFor('denoiser', { inputs }, two);

describe('what a graph is fed', () => {
  it('is what the manifest declares, under its names; the rest is left out', () => {
    expect(feeds(input('sample', 'float32', ['batch', 2], 'latent'))).toEqual([{ sample: { type: 'float32', dims: [2, 2], data: Float32Array.of(1, 2, 3, 4) } }]);
  });

  it('has the declared type', () => {
    const [fed] = feeds(input('latent', 'float16', ['batch', 2]), input('timestep', 'int64', ['batch']));
    expect(fed?.['latent']).toEqual({ type: 'float16', dims: [2, 2], data: Uint16Array.of(0x3c00, 0x4000, 0x4200, 0x4400) });
    expect(fed?.['timestep']).toEqual({ type: 'int64', dims: [2], data: BigInt64Array.of(999n, 999n) });
    expect(feeds(input('timestep', 'int32', ['batch']))[0]?.['timestep']?.data).toEqual(Int32Array.of(999, 999));
  });

  it('is one timestep for all where the graph takes a scalar', () => {
    expect(feeds(input('latent', 'float32', ['batch', 2]), input('timestep', 'int64', []))[0]?.['timestep']).toEqual({ type: 'int64', dims: [], data: BigInt64Array.of(999n) });
    expect(feeds(input('latent', 'float32', ['batch', 2]), input('timestep', 'float32', [1]))[0]?.['timestep']?.dims).toEqual([1]);
  });

  it('comes one after the other where the graph takes one item at a time', () => {
    const parts = feeds(input('latent', 'float32', [1, 2]), input('au', 'float32', [1, 1]), input('timestep', 'float32', [1]));
    expect(parts.map(({ latent, au }) => [latent?.data, au?.data])).toEqual([
      [Float32Array.of(1, 2), Float32Array.of(0.5)],
      [Float32Array.of(3, 4), Float32Array.of(0)],
    ]);
    expect(outputsOf({ outputs: [input('out', 'float32', [1, 2], 'prediction')] }, [{ out: Float32Array.of(1, 2) }, { out: Float32Array.of(3, 4) }], 'prediction')).toEqual(Float32Array.of(1, 2, 3, 4));
  });

  it('is refused where the graph wants what the studio does not know, or another shape', () => {
    expect(() => feeds(input('controlnet_cond', 'float32', ['batch']))).toThrow(/"controlnet_cond", which the studio does not know/);
    expect(() => feeds(input('latent', 'float32', ['batch', 3]))).toThrow(/shape \[batch, 3\].*\[2, 2\]/);
  });
});

describe('halves', () => {
  it('come back as they were, every finite one', () => {
    const all = Uint16Array.from({ length: 0x7c00 }, (_, bits) => bits);
    expect(toHalves(toSingles(all))).toEqual(all);
  });

  it('round to the nearest and overflow to infinity', () => {
    expect([...toSingles(toHalves(Float32Array.of(1.0004, 70000, -0.1)))]).toEqual([1, Infinity, -0.0999755859375]);
  });
});
