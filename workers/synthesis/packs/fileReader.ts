import { SynthesisError } from '../errors';
import type { PackReader } from './reader';

/** Reads a pack from files in memory or on disk, by their paths in the pack. */
export function filePackReader(location: string, files: ReadonlyMap<string, Blob>): PackReader {
  return localReader(location, (path) => {
    const file = files.get(path);
    if (!file) throw new SynthesisError('pack-unreachable', `The model pack's file ${path} is not among the files that were opened. Open the whole pack.`);
    return file;
  });
}

/** Reads a pack whose files lie on this machine. */
export function localReader(location: string, find: (path: string) => Blob | Promise<Blob>): PackReader {
  const local = async (path: string) => find(path);
  return {
    location,
    local,
    async open(path, from) {
      return { body: (await local(path)).slice(from).stream(), start: from, version: null };
    },
  };
}

/** Stands for the place of a pack that was opened from files: what is kept of it is all there is. */
export function keptPackReader(location: string): PackReader {
  return {
    location,
    open: (path) =>
      Promise.reject(
        new SynthesisError('pack-unreachable', `The model pack's file ${path} is no longer kept in this browser. Open the pack's folder or zip again in the view Packs.`),
      ),
  };
}
