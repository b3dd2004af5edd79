import { releaseProxy, transfer, wrap, type Remote } from 'comlink';
import { DomainError } from '../domain/errors';
import type { Pixels } from '../domain/face/pixels';
import type { PictureResult, PicturesWorkerApi, Size, Span } from '../../workers/pictures/protocol';

const spawn = () => new Worker(new URL('../../workers/pictures/worker.ts', import.meta.url), { type: 'module', name: 'pictures' });

/** Largest face of a pack that is not at hand, in pixels. */
const MOST: Size = { width: 1024, height: 1024 };

/** Decodes pictures off the page's thread. */
export interface Pictures {
  /** The PNG of a face, no larger than the model's. @throws DomainError `picture-invalid`, `picture-too-large` */
  face(png: Uint8Array<ArrayBuffer>, most?: Size): Promise<Pixels>;
  /** Many small PNGs in one piece of memory, which is given away. @throws DomainError `picture-invalid`, `picture-too-large` */
  small(pngs: Uint8Array<ArrayBuffer>, places: readonly Span[]): Promise<readonly Pixels[]>;
  /** A picture of any kind, cut and resized to the model's size. @throws DomainError `picture-invalid`, `picture-too-large` */
  given(file: File, size: Size): Promise<Pixels>;
  /** A picture of any kind as it is. @throws DomainError `picture-invalid`, `picture-too-large` */
  whole(file: File): Promise<Pixels>;
}

/** Starts a worker that decodes pictures until it is closed. */
export function startPictures(): Pictures & { close(): void } {
  const worker = spawn();
  const remote = wrap<PicturesWorkerApi>(worker);
  let stop: (why: string) => void = () => undefined;
  const end = new Promise<never>((_, reject) => {
    stop = (why) => reject(new DomainError('picture-invalid', `The picture could not be decoded: ${why}.`));
  });
  end.catch(() => undefined);
  // A picture too large for the memory takes its worker with it.
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    stop(event.message || 'its worker stopped');
  });
  const ask = async <T>(request: (remote: Remote<PicturesWorkerApi>) => Promise<PictureResult<T>>) => {
    const result = await Promise.race([request(remote), end]);
    if (!result.ok) throw new DomainError(result.failure.code, result.failure.message);
    return result.value;
  };
  return {
    face: (png, most = MOST) => ask((pictures) => pictures.face(png, most)),
    small: (pngs, places) => ask((pictures) => pictures.small(transfer(pngs, [pngs.buffer]), places)),
    given: (file, size) => ask((pictures) => pictures.given(file, size)),
    whole: (file) => ask((pictures) => pictures.whole(file)),
    close: () => {
      stop('it was not wanted any more');
      remote[releaseProxy]();
      worker.terminate();
    },
  };
}

/** Runs a task with a worker that decodes pictures, which ends with it. */
export async function withPictures<T>(task: (pictures: Pictures) => Promise<T>): Promise<T> {
  const pictures = startPictures();
  try {
    return await task(pictures);
  } finally {
    pictures.close();
  }
}
