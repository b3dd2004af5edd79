/** A file to be packed. */
export interface PackedFile {
  readonly name: string;
  readonly content: Uint8Array<ArrayBuffer> | string;
}

/** Files → a zip in memory. */
export async function writeZip(files: readonly PackedFile[]): Promise<Blob> {
  const { downloadZip } = await import('client-zip');
  return downloadZip(files.map(({ name, content }) => ({ name, input: content }))).blob();
}
