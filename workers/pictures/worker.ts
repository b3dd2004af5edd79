import { expose, transfer } from 'comlink';
import { DomainError } from '../../src/domain/errors';
import type { Pixels } from '../../src/domain/face/pixels';
import { fitPicture } from '../synthesis/pictures/fit';
import { checkSize, decodeFace, decodeSmall } from './decode';
import type { PictureResult, PicturesWorkerApi } from './protocol';

async function decodeGiven(file: File): Promise<Pixels> {
  checkSize(file.name, new Uint8Array(await file.arrayBuffer()));
  const bitmap = await createImageBitmap(file).catch((cause: unknown) => {
    throw new DomainError('picture-invalid', `${file.name} could not be read as a picture.`, { cause });
  });
  try {
    const { width, height } = bitmap;
    const context = new OffscreenCanvas(width, height).getContext('2d');
    if (!context) throw new DomainError('picture-invalid', `${file.name} could not be decoded: this browser gave no canvas.`);
    context.drawImage(bitmap, 0, 0);
    return { width, height, data: context.getImageData(0, 0, width, height).data };
  } finally {
    bitmap.close();
  }
}

async function result<T>(task: () => Promise<T>, buffersOf: (value: T) => readonly Transferable[]): Promise<PictureResult<T>> {
  try {
    const value = await task();
    return transfer({ ok: true, value }, [...buffersOf(value)]);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ok: false, failure: { code: error instanceof DomainError ? error.code : 'picture-invalid', message } };
  }
}

const picture = (task: () => Promise<Pixels>) => result(task, ({ data }) => [data.buffer]);

const api: PicturesWorkerApi = {
  face: (png, most) => picture(() => decodeFace(png, most)),
  small: (pngs, places) => result(() => decodeSmall(pngs, places), (pictures) => pictures.map(({ data }) => data.buffer)),
  given: (file, { width, height }) => picture(async () => fitPicture(await decodeGiven(file), width, height)),
  whole: (file) => picture(() => decodeGiven(file)),
};

expose(api);
