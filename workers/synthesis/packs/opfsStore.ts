import { fromBase64Url } from '../../../src/domain/bytes/base64url';
import { MANIFESTS, packFolder, parseKeptManifest, readManifests, removeUnnamed } from '../../../src/storage/packFiles';
import type { PackFile } from '../../../src/domain/packs/manifest';
import { SynthesisError } from '../errors';
import type { FilePart, PackStore } from './reader';

/** Packs in this origin's private file system; null where the browser has none for this page (some private modes, plain http). */
export async function openOpfsStore(): Promise<PackStore | null> {
  const folder = await packFolder().catch(() => null);
  if (folder === null) return null;
  await moveFromFormerCache(folder).catch(() => undefined);
  const manifests = await folder.getDirectoryHandle(MANIFESTS, { create: true });
  return {
    file: async (sha256) => (await folder.getFileHandle(sha256).catch(() => null))?.getFile() ?? null,
    part: (file) => openPart(folder, file),
    delete: (sha256) => folder.removeEntry(sha256).catch(() => undefined),
    manifest: async (place) => (await readManifests()).find((kept) => kept.place === place) ?? null,
    async putManifest(manifest) {
      const handle = await manifests.getFileHandle(await nameOf(manifest.place), { create: true });
      await write(handle, new TextEncoder().encode(JSON.stringify(manifest)));
    },
    prune: removeUnnamed,
    alone: (name, onWait, task) => alone(name, onWait, task),
  };
}

/** Runs a task under a lock of all tabs. Without locks (plain http) there is but this tab to mind. */
async function alone<T>(name: string, onWait: () => void, task: () => Promise<T>): Promise<T> {
  const { locks } = navigator as { locks?: LockManager };
  if (locks === undefined) return task();
  const lock = `synfer ${name}`;
  const { held = [] } = await locks.query();
  if (held.some((other) => other.name === lock)) onWait();
  return locks.request(lock, task);
}

async function openPart(folder: FileSystemDirectoryHandle, file: PackFile): Promise<FilePart> {
  const name = `${file.sha256}.part`;
  const handle = await folder.getFileHandle(name, { create: true });
  const access = await handle.createSyncAccessHandle();
  const versionHandle = await folder.getFileHandle(`${name}.version`, { create: true });
  let version: string | null = (await (await versionHandle.getFile()).text()) || null;
  let size = access.getSize();
  let open = true;
  const close = () => {
    if (open) access.close();
    open = false;
    return Promise.resolve();
  };
  return {
    get size() {
      return size;
    },
    get version() {
      return version;
    },
    stream: () => Promise.resolve(streamOf(access, size)),
    append(bytes) {
      try {
        access.write(bytes, { at: size });
      } catch (cause) {
        access.truncate(size);
        access.flush();
        return Promise.reject(storageFull(file, size, cause));
      }
      size += bytes.length;
      return Promise.resolve();
    },
    async reset(next) {
      access.truncate(0);
      size = 0;
      version = next;
      await write(versionHandle, new TextEncoder().encode(next ?? ''));
    },
    async finish() {
      access.flush();
      await close();
      await rename(folder, handle, name, file.sha256);
      await folder.removeEntry(`${name}.version`).catch(() => undefined);
      return (await folder.getFileHandle(file.sha256)).getFile();
    },
    close,
  };
}

function storageFull(file: PackFile, size: number, cause: unknown): SynthesisError {
  return new SynthesisError('storage-full', `There is no room for the rest of ${file.path}: ${String(file.bytes - size)} bytes are missing. Delete faces or other packs, or free disk space, and load the pack again: it goes on from where it is.`, { cause });
}

const CHUNK = 4 * 1024 * 1024;

function streamOf(access: FileSystemSyncAccessHandle, size: number): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= size) {
        controller.close();
        return;
      }
      const chunk = new Uint8Array(Math.min(CHUNK, size - at));
      at += access.read(chunk, { at });
      controller.enqueue(chunk);
    },
  });
}

/** `move` is missing in some browsers. */
async function rename(folder: FileSystemDirectoryHandle, handle: FileSystemFileHandle & { move?: (name: string) => Promise<void> }, from: string, to: string): Promise<void> {
  if (handle.move) {
    await handle.move(to);
    return;
  }
  const target = await (await folder.getFileHandle(to, { create: true })).createSyncAccessHandle();
  const source = await handle.createSyncAccessHandle();
  await streamOf(source, source.getSize()).pipeTo(new WritableStream({ write: (chunk) => void target.write(chunk, { at: target.getSize() }) }));
  source.close();
  target.close();
  await folder.removeEntry(from);
}

async function write(handle: FileSystemFileHandle, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const access = await handle.createSyncAccessHandle();
  access.truncate(0);
  access.write(bytes);
  access.flush();
  access.close();
}

/** Names of files have a limit, addresses have none. */
async function nameOf(place: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(place)));
  return `${Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')}.json`;
}

const FORMER_CACHE = 'synfer-packs-1';
const FORMER_MANIFEST = /\/\.synfer-pack\/manifest\/(.+)$/;
const FORMER_FILE = /\/\.synfer-pack\/([0-9a-f]{64})$/;

/** Earlier studios kept packs in Cache Storage. Packs that were opened from files are nowhere else. */
async function moveFromFormerCache(folder: FileSystemDirectoryHandle): Promise<void> {
  if (typeof caches === 'undefined' || !(await caches.has(FORMER_CACHE))) return;
  const cache = await caches.open(FORMER_CACHE);
  const manifests = await folder.getDirectoryHandle(MANIFESTS, { create: true });
  for (const request of await cache.keys()) {
    const response = await cache.match(request);
    const sha256 = FORMER_FILE.exec(request.url)?.[1];
    const place = FORMER_MANIFEST.exec(request.url)?.[1];
    if (response && sha256 !== undefined) await write(await folder.getFileHandle(sha256, { create: true }), new Uint8Array(await response.arrayBuffer()));
    if (response && place !== undefined) {
      const kept = parseKeptManifest(JSON.stringify({ place: new TextDecoder().decode(fromBase64Url(place) ?? undefined), text: await response.text(), complete: true }));
      if (kept) await write(await manifests.getFileHandle(await nameOf(kept.place), { create: true }), new TextEncoder().encode(JSON.stringify(kept)));
    }
  }
  await caches.delete(FORMER_CACHE);
}
