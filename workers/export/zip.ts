import { makeZip } from 'client-zip';
import type { ExportFile } from './file';

/**
 * Files → a zip, streamed: one file at a time is in memory. Pictures are stored as they are, being compressed already.
 * @param root folder in the zip that everything is put into
 * @param modified date given to every file
 */
export function zipStream(files: AsyncIterable<ExportFile>, root: string, modified: Date): ReadableStream<Uint8Array> {
  return makeZip(entries(files, root, modified), { buffersAreUTF8: true });
}

async function* entries(files: AsyncIterable<ExportFile>, root: string, modified: Date) {
  for await (const { path, bytes } of files) yield { name: `${root}/${path}`, lastModified: modified, input: bytes };
}
