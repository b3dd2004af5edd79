import { concatBytes } from '../../src/domain/bytes/deflate';

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

const encoder = new TextEncoder();

/** A text file that is written bit by bit, kept as bytes outside the JavaScript heap. */
export class TextFile {
  private readonly parts: Bytes[] = [];

  constructor(readonly path: string) {}

  add(text: string): void {
    this.parts.push(encoder.encode(text));
  }

  finish(): ExportFile {
    return { path: this.path, bytes: concatBytes(this.parts) };
  }
}

/** A text file whose text is at hand. */
export function textFile(path: string, text: string): ExportFile {
  return { path, bytes: encoder.encode(text) };
}
