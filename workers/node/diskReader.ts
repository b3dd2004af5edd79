import { openAsBlob } from 'node:fs';
import { join } from 'node:path';
import { SynthesisError } from '../synthesis/errors';
import { localReader } from '../synthesis/packs/fileReader';
import type { PackReader } from '../synthesis/packs/reader';

/** Reads a pack's files from a folder. */
export function diskPackReader(folder: string): PackReader {
  return localReader(folder, async (path) => {
    try {
      return await openAsBlob(join(folder, path));
    } catch (cause) {
      throw new SynthesisError('pack-unreachable', `There is no readable ${path} in ${folder}. Is it a model pack?`, { cause });
    }
  });
}
