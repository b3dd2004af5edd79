import { makeZip } from 'client-zip';
import { ExportError } from './errors';
import type { ExportFile } from './file';

/** client-zip writes the directory's count in 16 bits and no zip64 record for it: a reader would lose what is beyond. */
export const MOST_FILES = 65_534;

/**
 * Files → a zip, streamed: one file at a time is in memory. Pictures are stored as they are, being compressed already.
 * @param root folder in the zip that everything is put into
 * @param modified date given to every file
 */
export function zipStream(files: AsyncIterable<ExportFile>, root: string, modified: Date): ReadableStream<Uint8Array> {
  return makeZip(entries(files, root, modified), { buffersAreUTF8: true });
}

async function* entries(files: AsyncIterable<ExportFile>, root: string, modified: Date) {
  let count = 0;
  for await (const { path, bytes } of files) {
    count += 1;
    if (count > MOST_FILES) throw new ExportError('too-many-files', `A zip holds at most ${MOST_FILES.toLocaleString('en')} files here, and this set has more. Choose a layout with shards (WebDataset or Parquet), or export fewer faces at once.`);
    yield { name: `${root}/${path}`, lastModified: modified, input: bytes };
  }
}
