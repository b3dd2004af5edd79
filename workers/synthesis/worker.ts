import { expose } from 'comlink';
import { isKeptPlace } from '../../src/domain/packs/place';
import { SynthesisError, toFailure } from './errors';
import { openCacheStorage } from './packs/cacheStorage';
import { fetchPackReader } from './packs/fetchReader';
import { filePackReader, keptPackReader } from './packs/fileReader';
import { openPack } from './packs/openPack';
import type { OpenedPack } from './packs/openPack';
import { SynthesisPipeline } from './pipeline';
import type { Result, SynthesisWorkerApi } from './protocol';
import { float32 } from './runtime/runtime';
import { openWebRuntime } from './runtime/web';
import type { Probe } from './runtime/web';
import { fetchVoterReader } from './voters/fetchVoterReader';

let pipeline: SynthesisPipeline | null = null;
let running: { readonly job: string; readonly controller: AbortController } | null = null;

/** Failures cross the boundary as data. */
async function result<T>(task: () => Promise<T>): Promise<Result<T>> {
  try {
    return { ok: true, value: await task() };
  } catch (error) {
    return { ok: false, failure: toFailure(error) };
  }
}

function loaded(): SynthesisPipeline {
  if (pipeline === null) throw new SynthesisError('backend-unavailable', 'No model pack is loaded yet. Load one first.');
  return pipeline;
}

/** One job at a time, which `cancel` ends. */
async function exclusive<T>(job: string, task: (signal: AbortSignal) => Promise<T>): Promise<Result<T>> {
  if (running !== null) {
    return { ok: false, failure: { code: 'busy', message: 'Another face is being made. Wait for it or cancel it.' } };
  }
  const controller = new AbortController();
  running = { job, controller };
  const made = await result(() => task(controller.signal));
  running = null;
  return made;
}

/** The decoder on a fixed latent: what WebGPU has to compute as WASM does. */
function decoderProbe(pack: OpenedPack): Probe {
  const { channels, height, width } = pack.manifest.latent;
  const latent = Float32Array.from({ length: channels * height * width }, (_, i) => Math.sin(i));
  return { graph: pack.graph('decoder', 'to show faces'), feeds: { latent: float32(latent, 1, channels, height, width) }, output: 'image' };
}

const api: SynthesisWorkerApi = {
  load: (source, onProgress) =>
    result(async () => {
      pipeline = null;
      const reader = isKeptPlace(source.url) ? keptPackReader(source.url) : fetchPackReader(source.url);
      const pack = await openPack(reader, await openCacheStorage(), onProgress);
      const runtime = await openWebRuntime({ preferred: source.backend ?? null, probe: decoderProbe(pack) });
      pipeline = await SynthesisPipeline.open(pack, runtime, fetchVoterReader(source.photographVoter), onProgress);
      return { manifest: pipeline.manifest, packSha256: pack.sha256, choice: pipeline.choice, photographVoter: pipeline.photographVoter };
    }),

  keepPack: (place, files) =>
    result(async () => {
      const cache = await openCacheStorage();
      if (cache === null) throw new SynthesisError('pack-unreachable', 'This browser keeps no files for this page, so a pack can be loaded from an address only.');
      await openPack(filePackReader(place, files), cache, () => undefined);
    }),

  generate(job, recipe, layout, onStep) {
    // Sent as a copy: the pipeline remembers the step for a fork.
    return exclusive(job, (signal) => loaded().generate(recipe, { layout, onStep, signal }));
  },

  preview: (job, recipe, layout) => exclusive(job, (signal) => loaded().preview(recipe, { layout, signal })),

  restore: (job, recipe, pixels) => exclusive(job, () => loaded().restore(recipe, pixels)),

  cancel(job) {
    if (running?.job === job) running.controller.abort();
    return Promise.resolve();
  },
};

expose(api);
