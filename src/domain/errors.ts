/** Names of the failures the domain can report; each is also a `SynthesisErrorCode` of the worker's protocol. */
export type DomainErrorCode =
  | 'pack-unreachable'
  | 'pack-invalid'
  | 'pack-version'
  | 'recipe-invalid'
  | 'recipe-version'
  | 'recipe-unknown-au'
  | 'prompt-too-long'
  | 'picture-invalid'
  | 'picture-too-large';

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
