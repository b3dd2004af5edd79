import { sha256Hex } from '../../../src/domain/bytes/sha256';
import { bytesUpTo, InflateLimitError } from '../../../src/domain/bytes/deflate';
import type { GraphName, PackFile, PackManifest } from '../../../src/domain/packs/manifest';
import type { LoadProgress } from '../../../src/domain/packs/loading';
import { packFiles, parseManifest } from '../../../src/domain/packs/parseManifest';
import { SynthesisError } from '../errors';
import type { GraphBytes } from '../runtime/runtime';
import { download } from './download';
import { memoryPart } from './memoryPart';
import { Interrupted } from './reader';
import type { PackReader, PackStore } from './reader';
import { hashStream } from './streamHash';

const MANIFEST = 'pack.json';
const MANIFEST_MAX_BYTES = 4 * 1024 * 1024;

/** From this size on a file is handed to the runtime as a file: it need not be in memory as a whole (and above 2 GB could not). */
const LARGE = 128 * 1024 * 1024;

/** A pack whose every file has been read and found to be the one its manifest names. */
export class OpenedPack {
  private readonly read = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();

  constructor(
    readonly manifest: PackManifest,
    /** SHA-256 of `pack.json`, which names the hashes of all other files. */
    readonly sha256: string,
    private readonly files: ReadonlyMap<string, Blob>,
  ) {}

  /** Names the latent space: packs whose decoders have the same weights share it, whatever else they have. */
  get latentSpace(): string {
    const { file, externalData } = this.manifest.graphs.decoder;
    return (externalData[0] ?? file).sha256;
  }

  /** Bytes of a file the manifest names; the same ones each time. */
  bytes({ path }: PackFile): Promise<Uint8Array<ArrayBuffer>> {
    const read = this.read.get(path) ?? this.blob(path).arrayBuffer().then((buffer) => new Uint8Array(buffer));
    this.read.set(path, read);
    return read;
  }

  /**
   * A graph and its weights. Graphs that name one weight file share its bytes; large ones stay files.
   * @throws SynthesisError `pack-missing-graph`; `purpose` ends the sentence "…, which is needed …".
   */
  async graph(name: GraphName, purpose: string): Promise<GraphBytes> {
    const graph = this.manifest.graphs[name];
    if (graph === undefined) {
      throw new SynthesisError('pack-missing-graph', `The model pack "${this.manifest.name}" has no ${name} graph, which is needed ${purpose}. Choose another pack.`);
    }
    const data = (file: PackFile) => (file.bytes < LARGE ? this.bytes(file) : Promise.resolve(this.blob(file.path)));
    return {
      name,
      graph: await this.bytes(graph.file),
      externalData: await Promise.all(graph.externalData.map(async (file) => ({ path: file.path, data: await data(file) }))),
    };
  }

  private blob(path: string): Blob {
    const file = this.files.get(path);
    if (file === undefined) throw new SynthesisError('pack-invalid', `The model pack does not hold ${path}.`);
    return file;
  }
}

/**
 * Read a whole pack, each file checked by size and SHA-256. Checked files are kept and come from the store the next time (checked
 * again); what does not match is never kept and never used. A download that breaks off goes on where it stopped.
 * @param store null where this browser keeps nothing
 * @param signal aborted: pauses, and throws `cancelled`
 * @throws SynthesisError `pack-unreachable`, `pack-hash`, `storage-full`, `cancelled`; DomainError `pack-invalid`, `pack-version`
 */
export async function openPack(
  reader: PackReader,
  store: PackStore | null,
  onProgress: (progress: LoadProgress) => void,
  signal?: AbortSignal,
): Promise<OpenedPack> {
  onProgress({ phase: 'manifest', loadedBytes: 0, totalBytes: 0, file: MANIFEST });
  const { manifest, text } = await readManifest(reader, store, signal);
  const wanted = packFiles(manifest);
  const totalBytes = wanted.reduce((sum, file) => sum + file.bytes, 0);
  const files = new Map<string, Blob>();
  let before = 0;
  const report = (phase: LoadProgress['phase'], file: PackFile, loaded: number) => {
    onProgress({ phase, loadedBytes: before + Math.min(loaded, file.bytes), totalBytes, file: file.path });
  };
  const read = async () => {
    for (const file of wanted) {
      files.set(file.path, await readVerified(reader, store, file, (phase, loaded) => report(phase, file, loaded), signal));
      before += file.bytes;
    }
  };
  if (store === null) await read();
  else {
    const kept = await store.manifest(reader.location);
    // A download that is not through is found again by this record.
    if (kept?.text !== text && kept?.complete !== true) await store.putManifest({ place: reader.location, text, complete: false });
    const onWait = () => onProgress({ phase: 'waiting', loadedBytes: 0, totalBytes, file: null });
    await store.alone(`pack ${reader.location}`, onWait, read);
    if (kept?.text !== text || !kept.complete) {
      await store.putManifest({ place: reader.location, text, complete: true });
      await store.prune();
    }
  }
  return new OpenedPack(manifest, await sha256Hex(new TextEncoder().encode(text)), files);
}

/** The manifest from its place, or, where that cannot be reached, the last one that was good. */
export async function readManifest(reader: PackReader, store: PackStore | null, signal?: AbortSignal): Promise<{ manifest: PackManifest; text: string }> {
  try {
    const { body } = await reader.open(MANIFEST, 0, null, signal);
    const text = new TextDecoder().decode(await bytesUpTo(body, MANIFEST_MAX_BYTES));
    return { manifest: parseManifest(text), text };
  } catch (error) {
    if (error instanceof InflateLimitError) throw new SynthesisError('pack-invalid', 'pack.json is larger than any pack.json can be.', { cause: error });
    const isAway = error instanceof Interrupted || (error instanceof SynthesisError && error.code === 'pack-unreachable');
    const kept = isAway ? await store?.manifest(reader.location) : null;
    if (kept?.complete === true) return { manifest: parseManifest(kept.text), text: kept.text };
    if (error instanceof Interrupted) throw new SynthesisError('pack-unreachable', `pack.json could not be fetched from ${reader.location} (${error.message}). Check the connection and the address, and try again.`, { cause: error });
    throw error;
  }
}

async function readVerified(
  reader: PackReader,
  store: PackStore | null,
  file: PackFile,
  report: (phase: 'download' | 'verify', loaded: number) => void,
  signal: AbortSignal | undefined,
): Promise<Blob> {
  const here = (await store?.file(file.sha256)) ?? (store === null ? await reader.local?.(file.path) : null) ?? null;
  if (here !== null) {
    report('verify', 0);
    if (here.size === file.bytes && (await hashStream(here.stream())).hex() === file.sha256) return here;
    if (store === null) throw new SynthesisError('pack-hash', `${file.path} is not the file its pack names (${String(here.size)} of ${String(file.bytes)} bytes, or another SHA-256). Export or copy the pack again.`);
    await store.delete(file.sha256);
  }
  const part = store === null ? memoryPart() : await store.part(file);
  try {
    return await download(reader, file, part, { onBytes: (loaded) => report('download', loaded), signal });
  } finally {
    await part.close();
  }
}
