import { readZip } from '../../files/readZip';
import { DomainError } from '../../domain/errors';
import { packFiles, parseManifest } from '../../domain/packs/parseManifest';

/** A pack as it was opened from a folder or a zip. */
export interface OpenedFiles {
  /** Name of the folder or zip. */
  readonly name: string;
  /** By their paths in the pack. */
  readonly files: ReadonlyMap<string, Blob>;
}

const MANIFEST = 'pack.json';
const MANIFEST_MAX_BYTES = 4 * 1024 * 1024;

/** The pack in a chosen folder, or in a folder of it. @throws DomainError `pack-invalid` where there is none */
export function packFromFolder(chosen: readonly File[]): OpenedFiles {
  const files = new Map(chosen.map((file) => [file.webkitRelativePath, file]));
  const root = packRoot([...files.keys()]);
  const name = chosen[0]?.webkitRelativePath.split('/')[0] ?? 'pack';
  return { name, files: new Map([...files].filter(([path]) => path.startsWith(root)).map(([path, file]) => [path.slice(root.length), file])) };
}

/**
 * The pack in a zip. Only what its manifest names is unpacked, and no more of it than the manifest says.
 * @throws DomainError `pack-invalid`, `pack-version`; ZipError
 */
export async function packFromZip(zip: File): Promise<OpenedFiles> {
  const entries = new Map((await readZip(zip)).map((entry) => [entry.path, entry]));
  const root = packRoot([...entries.keys()]);
  const text = await entries.get(root + MANIFEST)?.read(MANIFEST_MAX_BYTES);
  const manifest = parseManifest(new TextDecoder().decode(text));
  const files = new Map<string, Blob>([[MANIFEST, new Blob(text ? [text] : [])]]);
  for (const { path, bytes } of packFiles(manifest)) {
    const entry = entries.get(root + path);
    if (entry) files.set(path, new Blob([await entry.read(bytes)]));
  }
  return { name: zip.name, files };
}

/** The folder that holds the manifest, the outermost where there are several; "" or ending in "/". */
export function packRoot(paths: readonly string[]): string {
  const manifests = paths.filter((path) => path === MANIFEST || path.endsWith(`/${MANIFEST}`)).sort((a, b) => a.length - b.length);
  const [manifest] = manifests;
  if (manifest === undefined) throw new DomainError('pack-invalid', 'There is no pack.json in it, so it is not a model pack. Choose the folder or zip that holds pack.json.');
  return manifest.slice(0, -MANIFEST.length);
}
