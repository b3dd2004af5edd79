import { parseFaceRecord } from '../domain/dataset/faceRecord';
import type { Pixels } from '../domain/face/pixels';
import { SetError } from '../domain/library/setLibrary';
import type { SetFace } from '../domain/library/setLibrary';
import type { SetReader } from '../domain/library/setReader';
import type { FaceRecord } from '../storage/records';

/** Decodes thumbnails away from the page's thread, for which dozens at a time are too much. */
export interface ThumbnailDecoder {
  /** The PNGs at these places of some bytes, which are given away, in the order of the places. @throws DomainError `picture-invalid` */
  small(pngs: Uint8Array<ArrayBuffer>, places: readonly { readonly offset: number; readonly bytes: number }[]): Promise<readonly Pixels[]>;
  close(): void;
}

/** The thumbnails of some faces of a set; those of one file in one go. Undefined for what is no face of it. */
export async function readThumbnails(reader: SetReader, decoder: ThumbnailDecoder, faces: readonly (SetFace | undefined)[]): Promise<(Pixels | undefined)[]> {
  const byFile = new Map<string, SetFace[]>();
  for (const face of faces) {
    if (face === undefined) continue;
    const others = byFile.get(face.thumbnail.path);
    if (others === undefined) byFile.set(face.thumbnail.path, [face]);
    else others.push(face);
  }
  const pictures = new Map<string, Pixels>();
  await Promise.all(
    Array.from(byFile, async ([path, inFile]) => {
      const from = Math.min(...inFile.map(({ thumbnail }) => thumbnail.offset));
      const to = Math.max(...inFile.map(({ thumbnail }) => thumbnail.offset + thumbnail.bytes));
      const span = await reader.read({ path, offset: from, bytes: to - from });
      if (span === null) throw new SetError(`The set's file ${path} is gone.`);
      // Read once: every piece of a blob, and every blob, would be a question to the browser that the page waits for.
      const bytes = new Uint8Array(await span.arrayBuffer());
      const decoded = await decoder.small(bytes, inFile.map(({ thumbnail }) => ({ offset: thumbnail.offset - from, bytes: thumbnail.bytes })));
      for (const [place, { id }] of inFile.entries()) {
        const picture = decoded[place];
        if (picture !== undefined) pictures.set(id, picture);
      }
    }),
  );
  return faces.map((face) => face && pictures.get(face.id));
}

/** A whole face of a set: its line of recipes.jsonl, and its picture; the thumbnail where the picture lies in a table. */
export async function readFaceOf(reader: SetReader, face: SetFace | undefined): Promise<FaceRecord | null> {
  if (face === undefined) return null;
  const [line, picture] = await Promise.all([reader.read(face.record), reader.read(face.picture ?? face.thumbnail)]);
  const record = line && parseFaceRecord(await line.text());
  if (!record || picture === null) throw new SetError(`Face ${face.id} cannot be read from the set: its files are not those that the library names. Merge the set again with --library.`);
  const { file: _file, curation: _curation, ...written } = record;
  return { ...written, pixels: await pixelsIn(picture), savedAt: face.savedAt };
}

async function pixelsIn(picture: Blob): Promise<Pixels> {
  const bitmap = await createImageBitmap(picture);
  try {
    const { width, height } = bitmap;
    const context = new OffscreenCanvas(width, height).getContext('2d');
    if (context === null) throw new SetError('This browser gave no canvas to decode a picture.');
    context.drawImage(bitmap, 0, 0);
    return { width, height, data: context.getImageData(0, 0, width, height).data };
  } finally {
    bitmap.close();
  }
}
