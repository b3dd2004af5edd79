import { releaseProxy, wrap, type Remote } from 'comlink';
import { DomainError } from '../domain/errors';
import type { Pixels } from '../domain/face/pixels';
import type { PictureResult, PicturesWorkerApi, Size } from '../../workers/pictures/protocol';

const spawn = () => new Worker(new URL('../../workers/pictures/worker.ts', import.meta.url), { type: 'module', name: 'pictures' });

/** Largest face of a pack that is not at hand, in pixels. */
const MOST: Size = { width: 1024, height: 1024 };

/** Decodes pictures off the page's thread. */
export interface Pictures {
  /** The PNG of a face, no larger than the model's. @throws DomainError `picture-invalid`, `picture-too-large` */
  face(png: Uint8Array<ArrayBuffer>, most?: Size): Promise<Pixels>;
  /** A picture of any kind, cut and resized to the model's size. @throws DomainError `picture-invalid`, `picture-too-large` */
  given(file: File, size: Size): Promise<Pixels>;
  /** A picture of any kind as it is. @throws DomainError `picture-invalid`, `picture-too-large` */
  whole(file: File): Promise<Pixels>;
}

/** Runs a task with a worker that decodes pictures, which ends with it. */
export async function withPictures<T>(task: (pictures: Pictures) => Promise<T>): Promise<T> {
  const worker = spawn();
  const remote = wrap<PicturesWorkerApi>(worker);
  // A picture too large for the memory takes its worker with it.
  const death = new Promise<never>((_, reject) => {
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      reject(new DomainError('picture-invalid', `The picture could not be decoded: ${event.message || 'its worker stopped'}.`));
    });
  });
  const ask = async (request: (remote: Remote<PicturesWorkerApi>) => Promise<PictureResult>) => {
    const result = await Promise.race([request(remote), death]);
    if (!result.ok) throw new DomainError(result.failure.code, result.failure.message);
    return result.pixels;
  };
  death.catch(() => undefined);
  try {
    return await task({
      face: (png, most = MOST) => ask((pictures) => pictures.face(png, most)),
      given: (file, size) => ask((pictures) => pictures.given(file, size)),
      whole: (file) => ask((pictures) => pictures.whole(file)),
    });
  } finally {
    remote[releaseProxy]();
    worker.terminate();
  }
}
