import { DomainError } from '../../src/domain/errors';
import type { SynthesisErrorCode } from '../../src/domain/errors';
import type { SynthesisFailure } from './protocol';

/** A failure of the engine, with one of the protocol's stable codes. The message is shown to people. */
export class SynthesisError extends Error {
  constructor(
    readonly code: SynthesisErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'SynthesisError';
  }
}

/** Throws `cancelled` once the signal is aborted. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new SynthesisError('cancelled', 'The synthesis was cancelled.');
}

const DEVICE_LOST = /device (?:is |was )?lost|valid external Instance reference|mapAsync|GPUDevice.*destroyed/i;
const OUT_OF_MEMORY = /out of memory|bad_alloc|Array buffer allocation failed|Failed to allocate|memory access out of bounds/i;

/** A WebAssembly module that aborted answers nothing any more, for as long as its worker lives. */
const MODULE_ABORTED = /\bAborted\(|unreachable|null function or function signature|table index is out of bounds|call to 'initWasm/i;

/** Whether the error leaves the runtime's module dead. */
export function isModuleAbort(error: unknown): boolean {
  return MODULE_ABORTED.test(error instanceof Error ? error.message : String(error));
}

/** Anything thrown → the code and message that cross the worker's boundary. */
export function toFailure(error: unknown): SynthesisFailure {
  if (error instanceof SynthesisError || error instanceof DomainError) return { code: error.code, message: error.message };
  const text = error instanceof Error ? error.message : String(error);
  if (DEVICE_LOST.test(text)) {
    return { code: 'device-lost', message: `The graphics device was lost (${text}). The engine has to be restarted.` };
  }
  if (OUT_OF_MEMORY.test(text)) {
    return { code: 'out-of-memory', message: `There was not enough memory (${text}). Close other tabs or programs and try again.` };
  }
  if (isModuleAbort(error)) {
    return { code: 'worker-crashed', message: `The runtime broke down (${text}). A fresh worker takes its place and loads the model anew.` };
  }
  return { code: 'worker-crashed', message: `The engine failed unexpectedly: ${text}` };
}
