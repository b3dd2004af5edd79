import '../../src/domain/withoutJit';
import { expose } from 'comlink';
import { admitPlace } from '../../src/domain/packs/place';
import { allowedOrigins } from '../../src/storage/allowedOrigins';
import { SynthesisError, toFailure } from '../synthesis/errors';
import { fetchPackReader } from '../synthesis/packs/fetchReader';
import { openOpfsStore } from '../synthesis/packs/opfsStore';
import { openPack, readManifest } from '../synthesis/packs/openPack';
import type { Result } from '../synthesis/protocol';
import type { DownloadWorkerApi } from './protocol';
import { readPiece } from './readPiece';

/** Each download has a worker of its own, made after its host was allowed: a worker may reach what was allowed when it was made. */

let pausing = new AbortController();

async function result<T>(task: () => Promise<T>): Promise<Result<T>> {
  try {
    return { ok: true, value: await task() };
  } catch (error) {
    return { ok: false, failure: toFailure(error) };
  }
}

async function readerOf(place: string) {
  admitPlace(place, location.origin, await allowedOrigins());
  return fetchPackReader(place);
}

const api: DownloadWorkerApi = {
  describe: (place) =>
    result(async () => ({ place, manifest: (await readManifest(await readerOf(place), null)).manifest })),

  download: (place, onProgress) =>
    result(async () => {
      pausing = new AbortController();
      const store = await openOpfsStore();
      if (store === null) throw new SynthesisError('pack-unreachable', 'This browser keeps no files for this page (a private window, or plain http), so a pack cannot be downloaded ahead.');
      await openPack(await readerOf(place), store, onProgress, pausing.signal);
    }),

  readPiece: (address, offset, bytes) =>
    result(async () => {
      admitPlace(address, location.origin, await allowedOrigins(), 'set');
      return readPiece(address, offset, bytes);
    }),

  pause() {
    pausing.abort();
    return Promise.resolve();
  },
};

expose(api);
