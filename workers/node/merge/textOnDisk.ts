import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { BeginText } from '../../export/file';

/** Characters kept back before they are written. */
const BUFFERED = 256 * 1024;

/** Texts that are written where they belong below the folder while they grow, so that they take no memory. */
export function textOnDisk(folder: string): BeginText {
  return (path) => {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    const file = openSync(target, 'w');
    const hash = createHash('sha256');
    let bytes = 0;
    let kept = '';
    const write = () => {
      const chunk = Buffer.from(kept, 'utf8');
      kept = '';
      hash.update(chunk);
      for (let from = 0; from < chunk.length; ) from += writeSync(file, chunk, from);
      bytes += chunk.length;
    };
    return {
      add(text) {
        kept += text;
        if (kept.length >= BUFFERED) write();
      },
      finish() {
        write();
        closeSync(file);
        return { path, sha256: hash.digest('hex'), bytes };
      },
    };
  };
}
