import { describe, expect, it, vi } from 'vitest';
import type { Face } from '../domain/face/face';
import type { LoadedPack } from '../domain/packs/loading';
import type { SynthesisWorkerApi } from '../../workers/synthesis/protocol';
import { SynthesisEngine } from './engine';
import { SynthesisError } from './errors';
import { FakeWorker } from './fakeWorker';

function engineWith(...apis: Partial<SynthesisWorkerApi>[]) {
  const workers: FakeWorker<SynthesisWorkerApi>[] = [];
  const engine = new SynthesisEngine(() => {
    const worker = new FakeWorker(apis[Math.min(workers.length, apis.length - 1)] ?? {});
    workers.push(worker);
    return worker as unknown as Worker;
  });
  return { engine, workers };
}

function crash(worker: FakeWorker<SynthesisWorkerApi> | undefined): void {
  worker?.dispatchEvent(Object.assign(new Event('error', { cancelable: true }), { message: 'boom' }));
}

const source = { url: 'x/', photographVoter: 'v/' };
const never = () => new Promise<never>(() => undefined);
const recipe = {} as Face['recipe'];

describe('SynthesisEngine', () => {
  it('unwraps an answer', async () => {
    const pack = { manifest: {}, choice: {} } as unknown as LoadedPack;
    const { engine } = engineWith({ load: () => Promise.resolve({ ok: true, value: pack }) });
    await expect(engine.load(source, () => undefined)).resolves.toEqual(pack);
  });

  it('rejects a failure with its code', async () => {
    const failure = { code: 'pack-hash', message: 'The file differs.' } as const;
    const { engine } = engineWith({ load: () => Promise.resolve({ ok: false, failure }) });
    const error: unknown = await engine.load(source, () => undefined).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SynthesisError);
    expect(error).toMatchObject(failure);
  });

  it('rejects everything pending when the worker crashes, and starts a fresh one', async () => {
    const pack = {} as LoadedPack;
    const { engine, workers } = engineWith({ load: never }, { load: () => Promise.resolve({ ok: true, value: pack }) });
    const crashed = vi.fn();
    engine.onCrash(crashed);
    const pending = engine.load(source, () => undefined);
    crash(workers[0]);
    await expect(pending).rejects.toMatchObject({ code: 'worker-crashed' });
    expect(crashed).toHaveBeenCalledOnce();
    expect(workers[0]?.terminate).toHaveBeenCalledOnce();
    await expect(engine.load(source, () => undefined)).resolves.toEqual(pack);
    expect(workers).toHaveLength(2);
  });

  it('refuses one load after several crashes in a short time', async () => {
    const { engine, workers } = engineWith({ load: never });
    for (let i = 0; i < 3; i++) {
      const pending = engine.load(source, () => undefined);
      crash(workers[i]);
      await expect(pending).rejects.toMatchObject({ code: 'worker-crashed' });
    }
    await expect(engine.load(source, () => undefined)).rejects.toThrow(/several times/);
    expect(workers).toHaveLength(3);
  });

  it('passes an abort on as a cancel of the same job', async () => {
    let finish: (value: { ok: false; failure: { code: 'cancelled'; message: string } }) => void = () => undefined;
    const jobs: string[] = [];
    const { engine } = engineWith({
      generate: (job) => {
        jobs.push(job);
        return new Promise((resolve) => {
          finish = resolve;
        });
      },
      cancel: (job) => {
        jobs.push(job);
        finish({ ok: false, failure: { code: 'cancelled', message: 'Stopped.' } });
        return Promise.resolve();
      },
    });
    const controller = new AbortController();
    const pending = engine.generate(recipe, { layout: null, signal: controller.signal, onStep: () => undefined });
    await vi.waitFor(() => expect(jobs).toHaveLength(1));
    controller.abort();
    await expect(pending).rejects.toMatchObject({ code: 'cancelled' });
    expect(jobs[1]).toBe(jobs[0]);
  });

  it('previews while it has nothing else to do, and only then', async () => {
    const picture = { width: 1, height: 1, data: new Uint8ClampedArray(4) };
    const { engine } = engineWith({ preview: () => Promise.resolve({ ok: true, value: picture }), generate: never });
    const { signal } = new AbortController();
    await expect(engine.preview(recipe, null, signal)).resolves.toEqual(picture);
    void engine.generate(recipe, { layout: null, signal, onStep: () => undefined });
    await expect(engine.preview(recipe, null, signal)).resolves.toBeNull();
  });

  it('makes nothing for a signal that is aborted already', async () => {
    const { engine, workers } = engineWith({});
    const signal = AbortSignal.abort();
    await expect(engine.generate(recipe, { layout: null, signal, onStep: () => undefined })).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(workers).toHaveLength(0);
  });
});
