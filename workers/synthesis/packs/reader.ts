import type { PackFile } from '../../../src/domain/packs/manifest';

/** The bytes of a file from somewhere on. */
export interface OpenedFile {
  readonly body: ReadableStream<Uint8Array>;
  /** Where the bytes begin: what was asked for, or 0 where the place cannot begin in the middle, or has another file by now. */
  readonly start: number;
  /** What tells this version of the file from another (an ETag, a date); null where the place says nothing. */
  readonly version: string | null;
}

/** Reads raw files of one pack, from wherever it lives. Reading only: size and hash are checked by whoever asks. */
export interface PackReader {
  /** Where the pack is, for messages. */
  readonly location: string;
  /**
   * The file at `path` (relative to the pack) from byte `from` on, if it still is the `version` of the bytes before.
   * @throws SynthesisError `pack-unreachable`; Interrupted where trying again may help
   */
  open(path: string, from: number, version: string | null, signal?: AbortSignal): Promise<OpenedFile>;
  /** Where the files lie on this machine: a file as it is, so that nothing has to be copied. @throws SynthesisError `pack-unreachable` */
  local?(path: string): Promise<Blob>;
}

/** A download that broke off and may go on. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  /** @param retryAfterMs how long the place asks to be left alone; null where it says nothing */
  constructor(
    message: string,
    readonly retryAfterMs: number | null = null,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The file is another one than that of the bytes before. */
export class ChangedMeanwhile extends Interrupted {
  constructor() {
    super('the file was changed on the server meanwhile', 0);
  }
}

/** A file as far as it has come. One at a time has it open. */
export interface FilePart {
  readonly size: number;
  readonly version: string | null;
  /** What is there, from the beginning. */
  stream(): Promise<ReadableStream<Uint8Array>>;
  /** @throws SynthesisError `storage-full` */
  append(bytes: Uint8Array): Promise<void>;
  /** Begin anew with another version. */
  reset(version: string | null): Promise<void>;
  /** It is whole and was checked: keep it. */
  finish(): Promise<Blob>;
  /** Let go of it; what has come stays. */
  close(): Promise<void>;
}

/** A pack's manifest as it was read at a place, and whether all of its files are there. */
export interface KeptManifest {
  readonly place: string;
  readonly text: string;
  readonly complete: boolean;
}

/** Keeps packs in this browser: files by their SHA-256, so that versions share what is the same. */
export interface PackStore {
  file(sha256: string): Promise<Blob | null>;
  part(file: PackFile): Promise<FilePart>;
  delete(sha256: string): Promise<void>;
  manifest(place: string): Promise<KeptManifest | null>;
  putManifest(manifest: KeptManifest): Promise<void>;
  /** Lets go of every file and part that no kept manifest names. */
  prune(): Promise<void>;
  /** Runs a task that no other tab runs at the same time. @param onWait called where another tab is at it */
  alone<T>(name: string, onWait: () => void, task: () => Promise<T>): Promise<T>;
}
