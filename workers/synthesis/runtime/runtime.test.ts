import { describe, expect, it } from 'vitest';
import { SynthesisError, isModuleAbort, toFailure } from '../errors';
import { DomainError } from '../../../src/domain/errors';
import { adapterName, isSoftwareAdapter } from './adapter';
import { noticingZeros } from './lostDevice';
import { Mutex } from './mutex';
import type { Runtime } from './runtime';
import { wasmThreads } from './wasmThreads';

describe('the mutex', () => {
  it('runs one task at a time, in order, past failures', async () => {
    const mutex = new Mutex();
    const log: string[] = [];
    const task = (name: string, fails = false) =>
      mutex.run(async () => {
        log.push(`${name} begins`);
        await new Promise((resolve) => setTimeout(resolve, 2));
        log.push(`${name} ends`);
        if (fails) throw new Error(name);
      });
    const results = await Promise.allSettled([task('a'), task('b', true), task('c')]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });
});

describe('software adapters', () => {
  it.each([
    [{ info: { vendor: 'google', architecture: 'swiftshader' } }, true],
    [{ info: { vendor: 'mesa', description: 'llvmpipe (LLVM 15)' } }, true],
    [{ isFallbackAdapter: true }, true],
    [{ info: { vendor: 'nvidia', architecture: 'ampere', isFallbackAdapter: false } }, false],
    [{ info: { vendor: 'apple', architecture: 'metal-3' } }, false],
  ])('%o: %s', (adapter, software) => {
    expect(isSoftwareAdapter(adapter)).toBe(software);
  });

  it('have a name for people', () => {
    expect(adapterName({ info: { vendor: 'nvidia', architecture: 'ampere' } })).toBe('nvidia ampere');
    expect(adapterName({})).toBe('unnamed adapter');
  });
});

describe('WASM threads', () => {
  it.each([
    [false, 16, 1],
    [true, 1, 1],
    [true, 2, 2],
    [true, 4, 4],
    [true, 6, 4],
    [true, 12, 6],
    [true, 64, 8],
  ])('isolated %s, %i cores: %i', (isolated, cores, threads) => {
    expect(wasmThreads(isolated, cores)).toBe(threads);
  });
});

describe('failures', () => {
  it.each([
    [new SynthesisError('numerical', 'x'), 'numerical'],
    [new DomainError('recipe-unknown-au', 'x'), 'recipe-unknown-au'],
    [new Error('Device lost during run'), 'device-lost'],
    [new RangeError('Array buffer allocation failed'), 'out-of-memory'],
    [new Error('std::bad_alloc'), 'out-of-memory'],
    [464468952, 'worker-crashed'],
  ])('%o becomes %s', (error, code) => {
    expect(toFailure(error)).toMatchObject({ code });
  });
});

describe('a lost graphics device', () => {
  const runtimeGiving = (outputs: Record<string, Float32Array>): Runtime => ({
    choice: { backend: { kind: 'webgpu', adapter: 'test' }, runtime: 'test', reason: 'test' },
    createSession: () => Promise.resolve({ run: () => Promise.resolve(outputs), release: () => Promise.resolve() }),
  });
  const graph = { name: 'denoiser', graph: new Uint8Array(0), externalData: [] };
  const run = async (outputs: Record<string, Float32Array>) => (await noticingZeros(runtimeGiving(outputs)).createSession(graph)).run({});

  it('is known by a run that succeeds with nothing but zeros', async () => {
    await expect(run({ a: new Float32Array(4), b: new Float32Array(2) })).rejects.toHaveProperty('code', 'device-lost');
  });

  it('is not what an output of zeros beside others is', async () => {
    await expect(run({ a: new Float32Array(4), b: Float32Array.of(0, 1) })).resolves.toHaveProperty('a');
  });
});

describe('a WebAssembly module that aborted', () => {
  it.each(['Aborted(OOM)', 'RuntimeError: unreachable', "previous call to 'initWasm()' failed"])('leaves a dead worker: %s', (message) => {
    expect(toFailure(new Error(message)).code).toBe('worker-crashed');
    expect(isModuleAbort(new Error(message))).toBe(true);
  });
});
