/** First bytes of a zip with files, and of an empty one. */
const SIGNATURES = ['504b0304', '504b0506'];

/** Whether the file is a zip, by its bytes: names and types say what they like. */
export async function isZip(file: Blob): Promise<boolean> {
  // A folder has no bytes: what reads it next says so.
  const start = new Uint8Array(await file.slice(0, 4).arrayBuffer().catch(() => new ArrayBuffer(0)));
  return SIGNATURES.includes(Array.from(start, (byte) => byte.toString(16).padStart(2, '0')).join(''));
}
