import type { Bytes, ExportFile, GrowingFile, WrittenFile } from './file';

export const BLOCK = 512;
const encoder = new TextEncoder();

/** A file of an archive: header, bytes and what fills its last block. @param modified seconds since 1970 */
export function tarEntry(name: string, bytes: Bytes, modified: number): Bytes[] {
  return [header(name, bytes.length, modified), bytes, new Uint8Array((BLOCK - (bytes.length % BLOCK)) % BLOCK)];
}

/** The two empty blocks that end an archive. */
export const TAR_END: Bytes = new Uint8Array(2 * BLOCK);

/** A ustar header (POSIX.1-1988) for a plain file of up to 8 GiB. @param name ASCII, at most 100 characters */
function header(name: string, size: number, modified: number): Bytes {
  const block = new Uint8Array(BLOCK);
  const put = (offset: number, text: string) => {
    block.set(encoder.encode(text), offset);
  };
  const octal = (value: number, digits: number) => `${value.toString(8).padStart(digits, '0')}\0`;
  put(0, name);
  put(100, octal(0o644, 7));
  put(108, octal(0, 7));
  put(116, octal(0, 7));
  put(124, octal(size, 11));
  put(136, octal(modified, 11));
  put(148, '        ');
  put(156, '0');
  put(257, 'ustar\0');
  put(263, '00');
  const sum = block.reduce((a, b) => a + b, 0);
  put(148, `${sum.toString(8).padStart(6, '0')}\0 `);
  return block;
}

/** A tar archive that grows by one file at a time. */
export class TarArchive {
  size = 0;

  /**
   * @param file what the archive is written to
   * @param modified seconds since 1970, given to every file, so that the same files give the same archive
   */
  constructor(
    private readonly file: GrowingFile,
    private readonly modified: number,
  ) {}

  add(name: string, bytes: Bytes): void {
    for (const part of tarEntry(name, bytes, this.modified)) {
      this.file.add(part);
      this.size += part.length;
    }
  }

  /** The archive, ended. */
  finish(): ExportFile | WrittenFile {
    this.file.add(TAR_END);
    return this.file.finish();
  }
}
