import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ExportFile } from '../export/file';

/** Writes an export's files below a folder, each as it comes. @returns how many files and bytes were written */
export async function writeFolder(files: AsyncIterable<ExportFile>, folder: string): Promise<{ files: number; bytes: number }> {
  const made = new Set<string>();
  const written = { files: 0, bytes: 0 };
  for await (const { path, bytes } of files) {
    const target = join(folder, path);
    const parent = dirname(target);
    if (!made.has(parent)) await mkdir(parent, { recursive: true });
    made.add(parent);
    await writeFile(target, bytes);
    written.files += 1;
    written.bytes += bytes.length;
  }
  return written;
}
