import { sha256Hex } from '../../../src/domain/bytes/sha256';
import type { GraphName, PackFile, PackManifest } from '../../../src/domain/packs/manifest';
import { packFiles, parseManifest } from '../../../src/domain/packs/parseManifest';
import { SynthesisError } from '../errors';
import type { LoadProgress } from '../../../src/domain/packs/loading';
import type { GraphBytes } from '../runtime/runtime';
import type { PackReader, VerifiedFileCache } from './reader';

const MANIFEST = 'pack.json';
const MANIFEST_MAX_BYTES = 4 * 1024 * 1024;

/** A pack whose every file has been read and found to be the one its manifest names. */
export class OpenedPack {
  constructor(
    readonly manifest: PackManifest,
    /** SHA-256 of `pack.json`, which names the hashes of all other files. */
    readonly sha256: string,
    private readonly files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>,
  ) {}

  /** Names the latent space: packs whose decoders have the same weights share it, whatever else they have. */
  get latentSpace(): string {
    const { file, externalData } = this.manifest.graphs.decoder;
    return (externalData[0] ?? file).sha256;
  }

  /** Bytes of a file the manifest names. */
  bytes(file: PackFile): Uint8Array<ArrayBuffer> {
    const bytes = this.files.get(file.path);
    if (bytes === undefined) throw new SynthesisError('pack-invalid', `The model pack does not hold ${file.path}.`);
    return bytes;
  }

  /**
   * A graph and its weights. Graphs that name one weight file share its bytes.
   * @throws SynthesisError `pack-missing-graph`; `purpose` ends the sentence "…, which is needed …".
   */
  graph(name: GraphName, purpose: string): GraphBytes {
    const graph = this.manifest.graphs[name];
    if (graph === undefined) {
      throw new SynthesisError('pack-missing-graph', `The model pack "${this.manifest.name}" has no ${name} graph, which is needed ${purpose}. Choose another pack.`);
    }
    return {
      name,
      graph: this.bytes(graph.file),
      externalData: graph.externalData.map((file) => ({ path: file.path, data: this.bytes(file) })),
    };
  }
}

/**
 * Read a whole pack, each file checked by size and SHA-256. Verified files go to the cache and come from it the
 * next time (checked again); what does not match is never cached and never used.
 * @throws SynthesisError `pack-unreachable`, `pack-hash`; DomainError `pack-invalid`, `pack-version`
 */
export async function openPack(
  reader: PackReader,
  cache: VerifiedFileCache | null,
  onProgress: (progress: LoadProgress) => void,
): Promise<OpenedPack> {
  onProgress({ phase: 'manifest', loadedBytes: 0, totalBytes: 0, file: MANIFEST });
  const manifestBytes = await readManifest(reader, cache);
  const manifest = parseManifest(new TextDecoder().decode(manifestBytes));
  const wanted = packFiles(manifest);
  const totalBytes = wanted.reduce((sum, file) => sum + file.bytes, 0);
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  let before = 0;
  for (const file of wanted) {
    const report = (phase: 'download' | 'verify', loaded: number) => {
      onProgress({ phase, loadedBytes: before + Math.min(loaded, file.bytes), totalBytes, file: file.path });
    };
    files.set(file.path, await readVerified(reader, cache, file, report));
    before += file.bytes;
  }
  await cache?.putManifest(reader.location, manifestBytes);
  return new OpenedPack(manifest, await sha256Hex(manifestBytes), files);
}

/** The manifest from its place, or, where that cannot be reached, the last one that was good. */
async function readManifest(reader: PackReader, cache: VerifiedFileCache | null): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await reader.read(MANIFEST, MANIFEST_MAX_BYTES, () => undefined);
  } catch (error) {
    const kept = await cache?.getManifest(reader.location);
    if (kept == null) throw error;
    return kept;
  }
}

async function readVerified(
  reader: PackReader,
  cache: VerifiedFileCache | null,
  file: PackFile,
  report: (phase: 'download' | 'verify', loaded: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const kept = (await cache?.get(file.sha256)) ?? null;
  if (kept !== null) {
    if (await matches(file, kept)) {
      report('verify', file.bytes);
      return kept;
    }
    await cache?.delete(file.sha256);
  }
  const bytes = await reader.read(file.path, file.bytes, (loaded) => {
    report('download', loaded);
  });
  report('verify', file.bytes);
  if (!(await matches(file, bytes))) {
    throw new SynthesisError('pack-hash', `${file.path} is not the file its pack names (${String(bytes.length)} of ${String(file.bytes)} bytes, or another SHA-256). The download was damaged or the file was changed: load the pack again.`);
  }
  await cache?.put(file.sha256, bytes);
  return bytes;
}

async function matches(file: PackFile, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
  return bytes.length === file.bytes && (await sha256Hex(bytes)) === file.sha256;
}
