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

/** A text file that is written bit by bit. */
export interface TextFile {
  add(text: string): void;
  finish(): ExportFile | WrittenFile;
}

/** Begins the text file of a path: what grows with the set is kept in memory, or goes where the set is written. */
export type BeginText = (path: string) => TextFile;

const encoder = new TextEncoder();

/** Kept as bytes outside the JavaScript heap. */
export const textInMemory: BeginText = (path) => {
  const parts: Bytes[] = [];
  return {
    add: (text) => void parts.push(encoder.encode(text)),
    finish: () => ({ path, bytes: concatBytes(parts) }),
  };
};

/** A text file whose text is at hand. */
export function textFile(path: string, text: string): ExportFile {
  return { path, bytes: encoder.encode(text) };
}
