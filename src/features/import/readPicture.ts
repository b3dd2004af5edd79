import { DomainError } from '../../domain/errors';
import { sha256Hex } from '../../domain/bytes/sha256';
import { MAX_FILE_BYTES } from '../../domain/png/fileLimit';
import type { Pixels } from '../../domain/face/pixels';
import { peopleInPng } from '../../domain/png/recipeChunk';
import type { Person } from '../../domain/recipe/people';
import { withPictures } from '../../engine/pictures';

/** A picture that the user gave. */
interface GivenPicture {
  readonly sha256: string;
  readonly pixels: Pixels;
  /** Who is in it, where it is a face of the studio that says so. */
  readonly people: readonly Person[] | undefined;
}

/**
 * Decodes a picture that the user gave, in a worker, and fits it to the model's size.
 * @throws DomainError `picture-too-large` before decoding where the size can be told, `picture-invalid` otherwise.
 */
export async function readPicture(file: File, size: { readonly width: number; readonly height: number }): Promise<GivenPicture> {
  if (file.size > MAX_FILE_BYTES) {
    throw new DomainError('picture-too-large', `${file.name} is larger than ${MAX_FILE_BYTES / 1024 / 1024} MB. Make it smaller and try again.`);
  }
  const pixels = await withPictures((pictures) => pictures.given(file, size));
  const bytes = new Uint8Array(await file.arrayBuffer());
  return { sha256: await sha256Hex(bytes), pixels, people: await peopleInPng(bytes) };
}
