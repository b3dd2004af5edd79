import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SynthesisError } from '../synthesis/errors';
import type { PackReader } from '../synthesis/packs/reader';

/** Reads a pack's files from a folder. */
export function diskPackReader(folder: string): PackReader {
  return {
    location: folder,
    async read(path, limit, onBytes) {
      const bytes = new Uint8Array(
        await readFile(join(folder, path)).catch((cause: unknown) => {
          throw new SynthesisError('pack-unreachable', `There is no readable ${path} in ${folder}. Is it a model pack?`, { cause });
        }),
      );
      if (bytes.length > limit) throw new SynthesisError('pack-hash', `${join(folder, path)} is larger than its pack says: it is not the file that was published.`);
      onBytes(bytes.length);
      return bytes;
    },
  };
}
