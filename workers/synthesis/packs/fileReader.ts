import { SynthesisError } from '../errors';
import type { PackReader } from './reader';

/** Reads a pack from files in memory or on disk, by their paths in the pack. */
export function filePackReader(location: string, files: ReadonlyMap<string, Blob>): PackReader {
  return {
    location,
    async read(path, limit, onBytes) {
      const file = files.get(path);
      if (!file) throw new SynthesisError('pack-unreachable', `The model pack's file ${path} is not among the files that were opened. Open the whole pack.`);
      if (file.size > limit) throw new SynthesisError('pack-hash', `${path} is larger than its pack says: it is not the file that was published.`);
      const bytes = new Uint8Array(await file.arrayBuffer());
      onBytes(bytes.length);
      return bytes;
    },
  };
}

/** Stands for the place of a pack that was opened from files: what is kept of it is all there is. */
export function keptPackReader(location: string): PackReader {
  return {
    location,
    read: (path) =>
      Promise.reject(
        new SynthesisError('pack-unreachable', `The model pack's file ${path} is no longer kept in this browser. Open the pack's folder or zip again in the view Packs.`),
      ),
  };
}
