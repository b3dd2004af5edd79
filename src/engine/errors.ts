import type { SynthesisErrorCode } from '../domain/errors';
import type { SynthesisFailure } from '../../workers/synthesis/protocol';

/** A failure of the engine with its stable code; the worker's answers and its death both end up here. */
export class SynthesisError extends Error {
  override readonly name = 'SynthesisError';
  readonly code: SynthesisErrorCode;

  constructor(failure: SynthesisFailure) {
    super(failure.message);
    this.code = failure.code;
  }
}

export function isCancelled(error: unknown): boolean {
  return error instanceof SynthesisError && error.code === 'cancelled';
}

export function cancelled(): SynthesisError {
  return new SynthesisError({ code: 'cancelled', message: 'Stopped.' });
}
