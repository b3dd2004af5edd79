import type { FilePart } from './reader';

/** A file that comes into memory, for browsers that keep nothing. */
export function memoryPart(): FilePart {
  let parts: Uint8Array<ArrayBuffer>[] = [];
  let [size, version] = [0, null as string | null];
  return {
    get size() {
      return size;
    },
    get version() {
      return version;
    },
    stream: () => Promise.resolve(new Blob(parts).stream()),
    append(bytes) {
      parts.push(new Uint8Array(bytes));
      size += bytes.length;
      return Promise.resolve();
    },
    reset(next) {
      [parts, size, version] = [[], 0, next];
      return Promise.resolve();
    },
    finish: () => Promise.resolve(new Blob(parts)),
    close: () => Promise.resolve(),
  };
}
