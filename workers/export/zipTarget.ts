import { concatBytes } from '../../src/domain/bytes/deflate';
import { exportFolder } from '../../src/storage/exportFolder';

/** Chunks go to disk in pieces of at least this size: a zip comes in many small ones. */
const WRITE_BYTES = 1024 * 1024;

/**
 * Write the zip to the file that was chosen. Until all of it is there the browser keeps it beside the file, so that a
 * broken-off export leaves the file as it was.
 * @throws what the stream throws, and DOMException `QuotaExceededError`, `NotAllowedError`
 */
export async function writeToChosen(zip: ReadableStream<Uint8Array>, target: FileSystemFileHandle, signal: AbortSignal): Promise<void> {
  await zip.pipeThrough(inPieces()).pipeTo(await target.createWritable(), { signal });
}

/**
 * Write the zip where no file can be chosen: to a file of its own in the origin's private file system, or to memory where there is none.
 * @param name of the file, which the page holds
 * @returns the file, to be downloaded
 */
export async function writeToPrivate(zip: ReadableStream<Uint8Array>, name: string, signal: AbortSignal): Promise<File> {
  const folder = await exportFolder();
  if (folder === null) return new File([await new Response(zip.pipeThrough(inPieces(), { signal })).blob()], name, { type: 'application/zip' });
  const handle = await folder.getFileHandle(name, { create: true });
  try {
    const access = await handle.createSyncAccessHandle();
    try {
      const sink = new WritableStream<Uint8Array<ArrayBuffer>>({ write: (chunk) => writeAll(access, chunk) });
      await zip.pipeThrough(inPieces()).pipeTo(sink, { signal });
      access.flush();
    } finally {
      access.close();
    }
  } catch (error) {
    await folder.removeEntry(name).catch(() => undefined);
    throw error;
  }
  return handle.getFile();
}

function writeAll(access: FileSystemSyncAccessHandle, chunk: Uint8Array<ArrayBuffer>): void {
  for (let offset = 0; offset < chunk.length; ) {
    const written = access.write(chunk.subarray(offset));
    if (written === 0) throw new DOMException('No room is left.', 'QuotaExceededError');
    offset += written;
  }
}

/** The same bytes in pieces of WRITE_BYTES and more. */
function inPieces(): TransformStream<Uint8Array, Uint8Array<ArrayBuffer>> {
  let parts: Uint8Array[] = [];
  let size = 0;
  const flush = (controller: TransformStreamDefaultController<Uint8Array<ArrayBuffer>>) => {
    if (size > 0) controller.enqueue(concatBytes(parts));
    parts = [];
    size = 0;
  };
  return new TransformStream({
    transform(chunk, controller) {
      parts.push(chunk);
      size += chunk.length;
      if (size >= WRITE_BYTES) flush(controller);
    },
    flush,
  });
}
