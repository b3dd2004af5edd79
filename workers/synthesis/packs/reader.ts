/** Reads raw files of one pack, from wherever it lives. Reading only: size and hash are checked by openPack. */
export interface PackReader {
  /** Where the pack is, for messages. */
  readonly location: string;
  /**
   * Bytes of the file at `path` (relative to the pack). Stops once more than `limit` bytes have come.
   * @param onBytes called with the number of bytes read so far
   * @throws SynthesisError `pack-unreachable`, or `pack-hash` past the limit
   */
  read(path: string, limit: number, onBytes: (loaded: number) => void): Promise<Uint8Array<ArrayBuffer>>;
}

/** Keeps verified files by their SHA-256, so that a pack works offline after its first load. */
export interface VerifiedFileCache {
  get(sha256: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Only ever called with bytes that match `sha256`. Best effort: a full disk is not an error. */
  put(sha256: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  delete(sha256: string): Promise<void>;
  /** The last manifest of this location that was read and valid. */
  getManifest(location: string): Promise<Uint8Array<ArrayBuffer> | null>;
  putManifest(location: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
}
