import { DomainError } from '../../domain/errors';
import { sha256Hex } from '../../domain/bytes/sha256';
import { isPng, readHeader } from '../../domain/png/chunks';
import { MAX_SIDE } from '../../domain/face/pixels';
import { MAX_FILE_BYTES } from '../../domain/png/fileLimit';
import type { Pixels } from '../../domain/face/pixels';
import { peopleInPng } from '../../domain/png/recipeChunk';
import type { Person } from '../../domain/recipe/people';

/** A picture that the user gave. */
interface GivenPicture {
  readonly sha256: string;
  readonly pixels: Pixels;
  /** Who is in it, where it is a face of the studio that says so. */
  readonly people: readonly Person[] | undefined;
}

/**
 * Decodes a picture that the user gave.
 * @throws DomainError `picture-too-large` before decoding where the size can be told, `picture-invalid` otherwise.
 */
export async function readPicture(file: File): Promise<GivenPicture> {
  if (file.size > MAX_FILE_BYTES) {
    throw new DomainError('picture-too-large', `${file.name} is larger than ${MAX_FILE_BYTES / 1024 / 1024} MB. Make it smaller and try again.`);
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (isPng(bytes)) readHeader(bytes);
  const bitmap = await createImageBitmap(file).catch((cause: unknown) => {
    throw new DomainError('picture-invalid', `${file.name} could not be read as a picture.`, { cause });
  });
  try {
    return { sha256: await sha256Hex(bytes), pixels: toPixels(bitmap, file.name), people: await peopleInPng(bytes) };
  } finally {
    bitmap.close();
  }
}

function toPixels(bitmap: ImageBitmap, name: string): Pixels {
  const { width, height } = bitmap;
  if (width > MAX_SIDE || height > MAX_SIDE) {
    throw new DomainError('picture-too-large', `${name} is ${width} × ${height}; at most ${MAX_SIDE} on a side can be opened.`);
  }
  const context = new OffscreenCanvas(width, height).getContext('2d');
  if (!context) throw new DomainError('picture-invalid', `${name} could not be decoded: this browser gave no canvas.`);
  context.drawImage(bitmap, 0, 0);
  return { width, height, data: context.getImageData(0, 0, width, height).data };
}
