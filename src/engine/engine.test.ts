import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Face } from '../domain/face/face';
import type { Pixels } from '../domain/face/pixels';
import type { LoadedPack } from '../domain/packs/loading';
import type { SynthesisFailure, SynthesisWorkerApi } from '../../workers/synthesis/protocol';
import { SynthesisEngine, type GenerateOptions } from './engine';
import { SynthesisError } from './errors';
import { FakeWorker } from './fakeWorker';
import { JobQueue } from './queue';
import { onceAfterDeviceLoss } from './recovery/retry';
import { CANCEL_GRACE_MS } from './recovery/watchdog';

const pack = { manifest: {}, choice: {} } as unknown as LoadedPack;
const face = { id: 'made' } as Face;
const picture: Pixels = { width: 1, height: 1, data: new Uint8ClampedArray(4) };
const source = { url: 'x/', photographVoter: 'v/', knownPictures: 'k/' };
const recipe = {} as Face['recipe'];

const ok = <T>(value: T) => Promise.resolve({ ok: true, value } as const);
const failing = (failure: SynthesisFailure) => Promise.resolve({ ok: false, failure } as const);
const never = () => new Promise<never>(() => undefined);
const CANCELLED: SynthesisFailure = { code: 'cancelled', message: 'Stopped.' };
const LOST: SynthesisFailure = { code: 'device-lost', message: 'Lost.' };

type Api = Partial<SynthesisWorkerApi>;

/** An engine whose workers are these, one after the other; each loads its pack unless it says otherwise. */
function engineWith(...apis: Api[]) {
  const workers: FakeWorker<SynthesisWorkerApi>[] = [];
  const engine = new SynthesisEngine(() => {
    const worker = new FakeWorker<SynthesisWorkerApi>({ load: () => ok(pack), cancel: () => Promise.resolve(), ...apis[Math.min(workers.length, apis.length - 1)] });
    workers.push(worker);
    return worker as unknown as Worker;
  }, new JobQueue(0));
  return { engine, workers, load: () => engine.load(source, () => undefined) };
}

/** An engine that has loaded its pack, and loads it anew after every end as the studio does. */
async function loaded(...apis: Api[]) {
  const all = engineWith(...apis);
  const ended = vi.fn(() => void all.load().catch(() => undefined));
  all.engine.onEnd(ended);
  await all.load();
  return { ...all, ended };
}

function options({ priority = 'person', signal = new AbortController().signal }: Partial<Pick<GenerateOptions, 'priority' | 'signal'>> = {}) {
  return { priority, signal, layout: null, onBegin: vi.fn(), onStep: () => undefined, again: onceAfterDeviceLoss() };
}

function crash(worker: FakeWorker<SynthesisWorkerApi> | undefined): void {
  worker?.dispatchEvent(Object.assign(new Event('error', { cancelable: true }), { message: 'boom' }));
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

afterEach(() => {
  vi.useRealTimers();
});

describe('SynthesisEngine', () => {
  it('unwraps an answer', async () => {
    await expect(engineWith({}).load()).resolves.toEqual(pack);
  });

  it('rejects a failure with its code', async () => {
    const failure = { code: 'pack-hash', message: 'The file differs.' } as const;
    const error: unknown = await engineWith({ load: () => failing(failure) }).load().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SynthesisError);
    expect(error).toMatchObject(failure);
  });

  it('passes an abort on as a cancel of the same job', async () => {
    let finish: (value: { ok: false; failure: SynthesisFailure }) => void = () => undefined;
    const jobs: string[] = [];
    const { engine } = await loaded({
      generate: (job) => {
        jobs.push(job);
        return new Promise((resolve) => {
          finish = resolve;
        });
      },
      cancel: (job) => {
        jobs.push(job);
        finish({ ok: false, failure: CANCELLED });
        return Promise.resolve();
      },
    });
    const controller = new AbortController();
    const pending = engine.generate(recipe, options({ signal: controller.signal }));
    await vi.waitFor(() => expect(jobs).toHaveLength(1));
    controller.abort();
    await expect(pending).rejects.toMatchObject({ code: 'cancelled' });
    expect(jobs[1]).toBe(jobs[0]);
  });

  it('makes nothing for a signal that is aborted already', async () => {
    const { engine, workers } = engineWith({});
    await expect(engine.generate(recipe, options({ signal: AbortSignal.abort() }))).rejects.toMatchObject({ code: 'cancelled' });
    expect(workers).toHaveLength(0);
  });
});

describe('the queue of the engine', () => {
  /** A worker that cannot do two things at once, as a pipeline cannot. */
  function oneAtATime() {
    const log: string[] = [];
    let busy = false;
    const does = async <T>(what: string, value: T) => {
      if (busy) throw new Error(`${what} while something else was under way`);
      busy = true;
      log.push(what);
      await settled();
      busy = false;
      return { ok: true, value } as const;
    };
    return {
      log,
      api: {
        generate: () => does('generate', face),
        restore: () => does('restore', face),
        preview: () => does('preview', picture),
        keepPack: () => does('keepPack', undefined),
      } satisfies Api,
    };
  }

  it('has dropped pictures, packs, faces and previews wait for each other', async () => {
    const { api, log } = oneAtATime();
    const { engine } = await loaded(api);
    await Promise.all([
      engine.generate(recipe, options()),
      ...Array.from({ length: 6 }, () => engine.restore(recipe, picture)),
      engine.generate(recipe, options()),
      engine.keepPack('kept/', new Map()),
      expect(engine.preview(recipe, null, new AbortController().signal)).resolves.toEqual(picture),
    ]);
    expect(log).toEqual(['generate', ...Array<string>(6).fill('restore'), 'generate', 'keepPack', 'preview']);
  });

  it('waits for the pack before the first job', async () => {
    const { engine, load } = engineWith({ generate: () => ok(face) });
    const made = engine.generate(recipe, options());
    await load();
    await expect(made).resolves.toEqual(face);
  });

  it('turns a person away where the pack cannot be loaded; a batch waits on', async () => {
    const failure = { code: 'pack-hash', message: 'The file differs.' } as const;
    let tries = 0;
    const { engine, load } = engineWith({ load: () => (tries++ === 0 ? failing(failure) : ok(pack)), generate: () => ok(face) });
    await expect(load()).rejects.toMatchObject(failure);
    await expect(engine.generate(recipe, options())).rejects.toMatchObject(failure);
    const batch = engine.generate(recipe, options({ priority: 'batch' }));
    await load();
    await expect(batch).resolves.toEqual(face);
  });
});

describe('the end of a worker', () => {
  it('by a crash rejects what is under way, and what waits is made by a fresh one', async () => {
    const { engine, workers, ended } = await loaded({ generate: never }, { restore: () => ok(face) });
    const made = engine.generate(recipe, options());
    const waiting = engine.restore(recipe, picture);
    await settled();
    crash(workers[0]);
    await expect(made).rejects.toMatchObject({ code: 'worker-crashed' });
    await expect(waiting).resolves.toEqual(face);
    expect(ended).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ cause: 'crash' }));
    expect(workers[0]?.terminate).toHaveBeenCalledOnce();
    expect(workers).toHaveLength(2);
  });

  it('by a lost device has the face begun anew on a fresh one', async () => {
    const { engine, workers, ended } = await loaded({ generate: () => failing(LOST) }, { generate: () => ok(face) });
    const given = options();
    await expect(engine.generate(recipe, given)).resolves.toEqual(face);
    expect(given.onBegin).toHaveBeenCalledTimes(2);
    expect(ended).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ cause: 'device-lost' }));
    expect(workers[0]?.terminate).toHaveBeenCalledOnce();
  });

  it('by a Stop that takes too long has the pack loaded anew, and the next face is made', async () => {
    const { engine, workers, ended } = await loaded({ generate: never }, { generate: () => ok(face) });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const stop = new AbortController();
    const given = options({ signal: stop.signal });
    const stopped = engine.generate(recipe, given);
    await vi.waitFor(() => expect(given.onBegin).toHaveBeenCalledOnce());
    stop.abort();
    vi.advanceTimersByTime(CANCEL_GRACE_MS);
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
    expect(ended).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ cause: 'slow-stop' }));
    expect(workers[0]?.terminate).toHaveBeenCalledOnce();
    await expect(engine.generate(recipe, options())).resolves.toEqual(face);
  });

  it('during a load rejects the load', async () => {
    const { load, workers } = engineWith({ load: never }, {});
    const pending = load();
    crash(workers[0]);
    await expect(pending).rejects.toMatchObject({ code: 'worker-crashed' });
    await expect(load()).resolves.toEqual(pack);
  });

  it('several times in a short while has one load refused', async () => {
    const { load, workers } = engineWith({ load: never });
    for (let i = 0; i < 3; i++) {
      const pending = load();
      crash(workers[i]);
      await expect(pending).rejects.toMatchObject({ code: 'worker-crashed' });
    }
    await expect(load()).rejects.toThrow(/several times/);
    expect(workers).toHaveLength(3);
  });
});
