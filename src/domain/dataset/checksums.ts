/** A file's path in the set and its SHA-256 in hex. */
export interface Checksum {
  readonly path: string;
  readonly sha256: string;
}

/** The text of CHECKSUMS.sha256, which `sha256sum --check` reads. */
export function checksumsText(files: readonly Checksum[]): string {
  return files.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join('');
}
