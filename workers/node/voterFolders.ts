import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Pixels } from '../../src/domain/face/pixels';
import { decodePng } from '../../src/domain/png/decode';
import { KNOWN_PICTURES } from '../../src/domain/recognisers/trial';
import type { VoterReader } from '../synthesis/voters/recogniser';

const VOTERS = fileURLToPath(new URL('../../public/voters/', import.meta.url));

/** Reads a recogniser's files from a folder. */
export function diskVoterReader(folder: string): VoterReader {
  return async (name) => {
    const bytes = await readFile(join(folder, name)).catch(() => null);
    return bytes === null ? null : new Uint8Array(bytes);
  };
}

/** The photograph voter, the face detector and the landmarks, where `npm run voter` has made them. */
export const readShippedVoter = diskVoterReader(join(VOTERS, 'photograph'));

/** The pictures that recognisers are tried on. */
export async function readKnownPictures(): Promise<Pixels[]> {
  return Promise.all(KNOWN_PICTURES.map(async ({ file }) => decodePng(new Uint8Array(await readFile(join(VOTERS, 'known', file))))));
}
