/** Names of the failures the domain can report. */
export type DomainErrorCode =
  | 'pack-unreachable'
  | 'pack-invalid'
  | 'pack-version'
  | 'voter-invalid'
  | 'recipe-invalid'
  | 'recipe-version'
  | 'recipe-unknown-au'
  | 'prompt-too-long'
  | 'picture-invalid'
  | 'picture-too-large';

/** Every failure of making a face that the studio can name. */
export type SynthesisErrorCode =
  | DomainErrorCode
  | 'cancelled'
  | 'pack-hash'
  | 'storage-full'
  | 'pack-missing-graph'
  | 'backend-unavailable'
  | 'device-lost'
  | 'numerical'
  | 'latent-mismatch'
  | 'out-of-memory'
  | 'worker-crashed';

/** A failure with a stable code. The message says what happened, why, and what to do; it is shown to people. */
export class DomainError extends Error {
  constructor(
    readonly code: DomainErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'DomainError';
  }
}
