import type { Download } from '@playwright/test';

/** All bytes of a file that the browser downloads. */
export async function bytesOf(download: Download): Promise<Buffer<ArrayBuffer>> {
  const parts: Buffer[] = [];
  for await (const part of await download.createReadStream()) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
