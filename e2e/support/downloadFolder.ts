import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** The next file that comes into a browser's folder of downloads, whole. */
export async function nextDownload(folder: string, begin: () => Promise<void>): Promise<{ readonly name: string; readonly bytes: Buffer<ArrayBuffer> }> {
  const before = new Set(await readdir(folder));
  await begin();
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    const names = (await readdir(folder)).filter((name) => !before.has(name));
    const [name] = names;
    // What is unfinished lies beside its file in Firefox, and under another name in WebKit.
    if (name === undefined || names.some((other) => /\.(part|wkdownload)$/.test(other))) continue;
    const bytes = await readFile(join(folder, name));
    if (bytes.length > 0) return { name, bytes };
  }
}
