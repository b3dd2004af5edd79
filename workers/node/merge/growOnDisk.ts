import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { BeginFile } from '../../export/file';

/** Bytes kept back before they are written. */
const BUFFERED = 256 * 1024;

/** Files that are written where they belong below the folder while they grow, so that they take no memory. */
export function growOnDisk(folder: string): BeginFile {
  return (path) => {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    const file = openSync(target, 'w');
    const hash = createHash('sha256');
    // One buffer for the whole of the file: what is added is copied, and keeps nothing else alive.
    const kept = Buffer.alloc(BUFFERED);
    let waiting = 0;
    let bytes = 0;
    const write = (chunk: Uint8Array) => {
      hash.update(chunk);
      for (let from = 0; from < chunk.length; ) from += writeSync(file, chunk, from);
      bytes += chunk.length;
    };
    const flush = () => {
      write(kept.subarray(0, waiting));
      waiting = 0;
    };
    return {
      add(part) {
        const chunk = typeof part === 'string' ? Buffer.from(part, 'utf8') : part;
        if (waiting + chunk.length > BUFFERED) flush();
        if (chunk.length > BUFFERED) write(chunk);
        else {
          kept.set(chunk, waiting);
          waiting += chunk.length;
        }
      },
      finish() {
        flush();
        closeSync(file);
        return { path, sha256: hash.digest('hex'), bytes };
      },
    };
  };
}
