import '../../src/domain/withoutJit';
import { expose } from 'comlink';
import type { BackendChoice } from '../../src/domain/packs/loading';
import type { PackManifest } from '../../src/domain/packs/manifest';
import { memoryVerdict } from '../../src/domain/packs/memory';
import { admitPlace, isKeptPlace } from '../../src/domain/packs/place';
import { allowedOrigins } from '../../src/storage/allowedOrigins';
import { SynthesisError, toFailure } from './errors';
import { measureMachine } from './measure';
import { fetchPackReader } from './packs/fetchReader';
import { filePackReader, keptPackReader } from './packs/fileReader';
import { openOpfsStore } from './packs/opfsStore';
import { openPack } from './packs/openPack';
import type { OpenedPack } from './packs/openPack';
import { SynthesisPipeline } from './pipeline';
import type { Result, SynthesisWorkerApi } from './protocol';
import { float32 } from './runtime/runtime';
import { openWebRuntime } from './runtime/web';
import type { Probe } from './runtime/web';
import { fetchVoterReader } from './voters/fetchVoterReader';
import { fileVoterReader, fetchKnownPictures, keptRecognisers } from './voters/places';

/** How often the worker looks whether it has nothing to do, in ms. */
const IDLE_CHECK_MS = 100;

let pipeline: SynthesisPipeline | null = null;
/** Where the pictures are that recognisers are tried on. */
let knownPictures = '';
/** What `cancel` ends, by the caller's id. */
const jobs = new Map<string, AbortController>();

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

/** A job that `cancel` ends. The page asks for one at a time. */
async function cancellable<T>(job: string, task: (signal: AbortSignal) => Promise<T>): Promise<Result<T>> {
  const controller = new AbortController();
  jobs.set(job, controller);
  const made = await result(() => task(controller.signal));
  jobs.delete(job);
  return made;
}

/** Resolves once no job runs. */
async function idle(): Promise<void> {
  do await new Promise((resolve) => setTimeout(resolve, IDLE_CHECK_MS));
  while (jobs.size > 0);
}

/** The decoder on a fixed latent: what WebGPU has to compute as WASM does. */
async function decoderProbe(pack: OpenedPack): Promise<Probe> {
  const { channels, height, width } = pack.manifest.latent;
  const latent = Float32Array.from({ length: channels * height * width }, (_, i) => Math.sin(i));
  return { graph: await pack.graph('decoder', 'to show faces'), feeds: { latent: float32(latent, 1, channels, height, width) }, output: 'image' };
}

/**
 * Before any session is made: a page that runs out of memory is closed without a word.
 * @returns why memory may run short; null where it should not
 * @throws SynthesisError `out-of-memory` where it cannot fit
 */
function checkMemory(manifest: PackManifest, { backend }: BackendChoice): string | null {
  const { deviceMemory } = navigator as { deviceMemory?: number };
  const verdict = memoryVerdict(manifest, { onGraphics: backend.kind === 'webgpu', memory: deviceMemory === undefined ? null : deviceMemory * 2 ** 30 });
  if (verdict.kind === 'refused') throw new SynthesisError('out-of-memory', `${manifest.name} does not fit here. ${verdict.reason}`);
  return verdict.kind === 'tight' ? verdict.reason : null;
}

const api: SynthesisWorkerApi = {
  load: (source, onProgress) =>
    result(async () => {
      pipeline = null;
      ({ knownPictures } = source);
      admitPlace(source.url, location.origin, await allowedOrigins());
      const reader = isKeptPlace(source.url) ? keptPackReader(source.url) : fetchPackReader(source.url);
      const opening = openOpfsStore().then((store) => openPack(reader, store, onProgress));
      // The runtime starts while the pack comes.
      const [pack, runtime] = await Promise.all([opening, openWebRuntime({ preferred: source.backend ?? null, probe: () => opening.then(decoderProbe) })]);
      const memory = checkMemory(pack.manifest, runtime.choice);
      pipeline = await SynthesisPipeline.open(pack, runtime, fetchVoterReader(source.photographVoter), onProgress);
      const { labeller, manifest, choice } = pipeline;
      const recognisers = await labeller.seat(await keptRecognisers());
      void pipeline.prepareRest(idle);
      return { manifest, packSha256: pack.sha256, choice, photographVoter: labeller.photographVoter, recognisers, memoryWarning: memory };
    }),

  keepPack: (place, files) =>
    result(async () => {
      const store = await openOpfsStore();
      if (store === null) throw new SynthesisError('pack-unreachable', 'This browser keeps no files for this page, so a pack can be loaded from an address only.');
      await openPack(filePackReader(place, files), store, () => undefined);
    }),

  generate(job, recipe, layout, onStep) {
    // Sent as a copy: the pipeline remembers the step for a fork.
    return cancellable(job, (signal) => loaded().generate(recipe, { layout, onStep, signal }));
  },

  preview: (job, recipe, layout) => cancellable(job, (signal) => loaded().preview(recipe, { layout, signal })),

  draw: (latents, detail) =>
    result(async () => {
      const pictures = [];
      for (const latent of latents) pictures.push(await loaded().draw(latent, detail));
      return pictures;
    }),

  measure: (golden, onProgress) => result(() => measureMachine(loaded(), golden, onProgress)),

  restore: (job, recipe, pixels) => cancellable(job, () => loaded().restore(recipe, pixels)),

  labelPicture: (job, pixels) => cancellable(job, () => loaded().labeller.faces(pixels)),

  tryRecogniser: (files) => result(async () => loaded().labeller.try(fileVoterReader(files), await fetchKnownPictures(knownPictures))),

  seatRecognisers: () => result(async () => loaded().labeller.seat(await keptRecognisers())),

  cancel(job) {
    jobs.get(job)?.abort();
    return Promise.resolve();
  },
};

expose(api);
