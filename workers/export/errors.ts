import type { ExportErrorCode, ExportFailure } from './protocol';

/** A failure of an export, with a stable code. The message is shown to people. */
export class ExportError extends Error {
  constructor(
    readonly code: ExportErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'ExportError';
  }
}

/** Throws `cancelled` once the signal is aborted. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new ExportError('cancelled', 'The export was cancelled.');
}

/** What browsers (by name) and Node (by code) say where there is no room left. */
const DISK_FULL = new Set(['QuotaExceededError', 'ENOSPC', 'EDQUOT']);

/** Anything thrown → the code and message that are shown or cross the worker's boundary. */
export function toFailure(error: unknown): ExportFailure {
  if (error instanceof ExportError) return { code: error.code, message: error.message };
  const { name, code, message } = (error ?? {}) as { name?: unknown; code?: unknown; message?: unknown };
  if (DISK_FULL.has(String(name)) || DISK_FULL.has(String(code))) {
    return { code: 'disk-full', message: 'There is no room left where the export is written. Free some, or choose another place, and export again.' };
  }
  if (name === 'NotAllowedError') {
    return { code: 'not-writable', message: 'The browser does not let the studio write there. Choose another place and export again.' };
  }
  return { code: 'failed', message: `The export failed unexpectedly: ${typeof message === 'string' ? message : String(error)}` };
}
