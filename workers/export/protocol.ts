/** What crosses the boundary between the studio and the export worker. Types only: both sides import it. */
import type { ExportOrder, ExportProgress, ExportSummary } from '../../src/domain/dataset/exportRun';

export interface ExportRequest extends ExportOrder {
  /** The file that was chosen; where the browser has no such choice the name of one that the page holds: finished it comes back. */
  readonly target: FileSystemFileHandle | string;
}

export type ExportErrorCode = 'cancelled' | 'no-faces' | 'too-many-files' | 'disk-full' | 'not-writable' | 'busy' | 'failed' | 'worker-crashed';

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
