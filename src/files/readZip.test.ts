import { BlobWriter, Uint8ArrayReader, ZipWriter } from '@zip.js/zip.js/lib/zip-core.js';
import { describe, expect, it } from 'vitest';
import { ZipError, readZip } from './readZip';

const text = (value: string) => new TextEncoder().encode(value);

async function written(options: object, bytes = text('hello '.repeat(100))): Promise<Blob> {
  const writer = new ZipWriter(new BlobWriter(), { useWebWorkers: false, ...options });
  await writer.add('folder/file.txt', new Uint8ArrayReader(bytes));
  return writer.close();
}

const damaged = async (zip: Blob, at: number): Promise<Blob> => {
  const bytes = new Uint8Array(await zip.arrayBuffer());
  bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  return new Blob([bytes]);
};

describe('a zip', () => {
  it.each([
    ['deflated', {}],
    ['stored', { level: 0 }],
    ['in zip64', { zip64: true }],
  ])('is read %s', async (_, options) => {
    const entries = await readZip(await written(options));
    expect(entries.map(({ path }) => path)).toEqual(['folder/file.txt']);
    expect(new TextDecoder().decode(await entries[0]?.read(1000))).toBe('hello '.repeat(100));
  });

  it('gives no more of a file than is asked for', async () => {
    const bomb = await written({}, new Uint8Array(10_000_000));
    expect(bomb.size).toBeLessThan(20_000);
    const [entry] = await readZip(bomb);
    await expect(entry?.read(65_536)).rejects.toThrow('larger than 65536 bytes');
  });

  it('is refused where it is none, cut short, damaged or encrypted', async () => {
    const whole = await written({ level: 0 });
    await expect(readZip(new Blob(['not a zip']))).rejects.toThrow('The file is not a zip, or it is cut short.');
    await expect(readZip(whole.slice(0, whole.size - 30))).rejects.toThrow(ZipError);
    const [spoiled] = await readZip(await damaged(whole, 100));
    await expect(spoiled?.read(1000)).rejects.toThrow('damaged');
    const [secret] = await readZip(await written({ password: 'secret' }));
    await expect(secret?.read(1000)).rejects.toThrow('encrypted');
  });
});
