import type { Pixels } from '../../../src/domain/face/pixels';
import { decodePng } from '../../../src/domain/png/decode';
import { KNOWN_PICTURES } from '../../../src/domain/recognisers/trial';
import { listRecognisers, readRecogniserFile } from '../../../src/storage/recognisers';
import { SynthesisError } from '../errors';
import type { VoterReader } from './recogniser';
import type { BroughtRecogniser } from './voterPanel';

/** Reads a recogniser that was opened from files. */
export function fileVoterReader(files: ReadonlyMap<string, Blob>): VoterReader {
  return async (name) => bytesOf(files.get(name) ?? null);
}

/** The recognisers that are kept in this browser. */
export async function keptRecognisers(): Promise<BroughtRecogniser[]> {
  return (await listRecognisers()).map(({ id, file, counts }) => ({
    id,
    name: file.name,
    counts,
    read: async (name) => bytesOf(await readRecogniserFile(id, name)),
  }));
}

/** @throws SynthesisError `picture-invalid` where one cannot be fetched */
export function fetchKnownPictures(folderUrl: string): Promise<Pixels[]> {
  return Promise.all(
    KNOWN_PICTURES.map(async ({ file }) => {
      const response = await fetch(new URL(file, folderUrl).href).catch(() => null);
      if (response?.ok !== true) throw new SynthesisError('picture-invalid', `The known picture ${file} could not be fetched, so no recogniser can be tried. Reload the page.`);
      return decodePng(new Uint8Array(await response.arrayBuffer()));
    }),
  );
}

async function bytesOf(blob: Blob | null): Promise<Uint8Array<ArrayBuffer> | null> {
  return blob === null ? null : new Uint8Array(await blob.arrayBuffer());
}
