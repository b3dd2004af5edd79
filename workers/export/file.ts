import { concatBytes } from '../../src/domain/bytes/deflate';
import type { Checksum } from '../../src/domain/dataset/checksums';

export type Bytes = Uint8Array<ArrayBuffer>;

/**
 * A file of an export, whole: writers cut what grows into shards, so that no file but the text about all faces
 * grows with the set.
 */
export interface ExportFile {
  /** From the set's root, with "/" between. */
  readonly path: string;
  readonly bytes: Bytes;
}

/** A file that lies in its place already: what is left to know of it. */
export interface WrittenFile extends Checksum {
  readonly bytes: number;
}

/** A file that is written bit by bit. */
export interface GrowingFile {
  /** @param part text goes in as UTF-8 */
  add(part: string | Bytes): void;
  finish(): ExportFile | WrittenFile;
}

/** Begins the file of a path: what grows with the set is kept in memory, or goes where the set is written. */
export type BeginFile = (path: string) => GrowingFile;

const encoder = new TextEncoder();

/** Kept as bytes outside the JavaScript heap. */
export const growInMemory: BeginFile = (path) => {
  const parts: Bytes[] = [];
  return {
    add: (part) => void parts.push(typeof part === 'string' ? encoder.encode(part) : part),
    finish: () => ({ path, bytes: concatBytes(parts) }),
  };
};

/** A text file whose text is at hand. */
export function textFile(path: string, text: string): ExportFile {
  return { path, bytes: encoder.encode(text) };
}
