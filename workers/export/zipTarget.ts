import { concatBytes } from '../../src/domain/bytes/deflate';

/** Name of the finished file in the origin's private file system. */
const PRIVATE_NAME = 'synfer-export.zip';

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
 * Write the zip where no file can be chosen: to the origin's private file system, or to memory where there is none.
 * @returns the file, to be downloaded
 */
export async function writeToPrivate(zip: ReadableStream<Uint8Array>, signal: AbortSignal): Promise<File> {
  const directory = await privateDirectory();
  if (directory === null) return new File([await new Response(zip.pipeThrough(inPieces(), { signal })).blob()], PRIVATE_NAME, { type: 'application/zip' });
  const handle = await directory.getFileHandle(PRIVATE_NAME, { create: true });
  try {
    const access = await handle.createSyncAccessHandle();
    try {
      access.truncate(0);
      const sink = new WritableStream<Uint8Array<ArrayBuffer>>({ write: (chunk) => writeAll(access, chunk) });
      await zip.pipeThrough(inPieces()).pipeTo(sink, { signal });
      access.flush();
    } finally {
      access.close();
    }
  } catch (error) {
    await discardPrivate();
    throw error;
  }
  return handle.getFile();
}

/** Free the room of a file that writeToPrivate made, if there is one. */
export async function discardPrivate(): Promise<void> {
  await (await privateDirectory())?.removeEntry(PRIVATE_NAME).catch(() => undefined);
}

/** Null where the browser has none, or closes it to this page (private windows). */
async function privateDirectory(): Promise<FileSystemDirectoryHandle | null> {
  // WebKitGTK has no StorageManager at all.
  return 'storage' in navigator && 'getDirectory' in navigator.storage ? navigator.storage.getDirectory().catch(() => null) : null;
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
