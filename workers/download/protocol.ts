import type { PackManifest } from '../../src/domain/packs/manifest';
import type { LoadProgress } from '../../src/domain/packs/loading';
import type { Result } from '../synthesis/protocol';

/** What crosses between the studio and the worker that fetches packs and pieces of merged sets. Types only. */

/** A pack before it is downloaded. */
export interface PackDescription {
  readonly place: string;
  readonly manifest: PackManifest;
}

export interface DownloadWorkerApi {
  /** Reads a pack's manifest where it lies, and nothing else of it. */
  describe(place: string): Promise<Result<PackDescription>>;
  /** Brings a pack into this browser. Bytes that are there already are not fetched again. */
  download(place: string, onProgress: (progress: LoadProgress) => void): Promise<Result<void>>;
  /** Bytes of a file of a merged set, all of it where `bytes` is 0; null where there is no such file. */
  readPiece(address: string, offset: number, bytes: number): Promise<Result<Blob | null>>;
  /** The pending `download` answers `cancelled`; what has come stays. */
  pause(): Promise<void>;
}
