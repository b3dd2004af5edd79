/** What crosses the boundary between the studio and the export worker. Types only: both sides import it. */
import type { ExportSettings } from '../../src/domain/dataset/settings';
import type { Place } from '../../src/domain/dataset/splits';
import type { Tally } from '../../src/domain/dataset/tally';
import type { AuLayout } from '../../src/domain/facs/vector';
import type { PackManifest } from '../../src/domain/packs/manifest';

/** A pack's manifest as far as an export needs it: names of AU columns. */
export type ExportPack = AuLayout & Pick<PackManifest, 'id'>;

export interface ExportRequest {
  /** Faces by id, in the order they are written. */
  readonly ids: readonly string[];
  /** Where those of them belong that can be read: as the person saw before the export began. */
  readonly places: ReadonlyMap<string, Place>;
  readonly settings: ExportSettings;
  /** Packs that are at hand. */
  readonly packs: readonly ExportPack[];
  /** The file that was chosen; null where the browser has no such choice: the finished file comes back instead. */
  readonly target: FileSystemFileHandle | null;
}

export interface ExportProgress {
  /** Faces looked at so far, and how many there are. */
  readonly done: number;
  readonly total: number;
}

export interface ExportSummary {
  readonly tally: Pick<Tally, 'counts' | 'excluded' | 'unnamedUnits'>;
  readonly files: number;
  readonly bytes: number;
  /** The zip, where no target was given: to be downloaded. It takes room in this browser until the next export. */
  readonly file: File | null;
}

export type ExportErrorCode = 'cancelled' | 'no-faces' | 'disk-full' | 'not-writable' | 'busy' | 'failed' | 'worker-crashed';

/** Errors cross the boundary as data, since structured clone drops classes and codes. */
export interface ExportFailure {
  readonly code: ExportErrorCode;
  readonly message: string;
}
export type ExportResult = { readonly ok: true; readonly value: ExportSummary } | { readonly ok: false; readonly failure: ExportFailure };

/** The worker's API, exposed by comlink. Callbacks are comlink proxies. */
export interface ExportWorkerApi {
  /** One export at a time; a second answers `busy`. A cancelled or failed export leaves nothing behind. */
  exportFaces(request: ExportRequest, onProgress: (progress: ExportProgress) => void): Promise<ExportResult>;
  /** The pending `exportFaces` answers `cancelled` within one face. */
  cancel(): Promise<void>;
}
