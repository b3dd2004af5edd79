import { createSHA256 } from 'hash-wasm';

/** SHA-256 over bytes as they come, 64 lower-case hex characters (Web Crypto takes them only all at once). */
export interface StreamHash {
  update(bytes: Uint8Array): void;
  hex(): string;
}

export async function startHash(): Promise<StreamHash> {
  const hasher = await createSHA256();
  return { update: (bytes) => void hasher.update(bytes), hex: () => hasher.digest('hex') };
}

/** @throws what the stream throws */
export async function hashStream(stream: ReadableStream<Uint8Array>, into?: StreamHash): Promise<StreamHash> {
  const hash = into ?? (await startHash());
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return hash;
    hash.update(value);
  }
}
