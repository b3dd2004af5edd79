import { describe, expect, it } from 'vitest';
import { fromBase64Url, toBase64Url } from './base64url';
import { crc32 } from './crc32';
import { InflateLimitError, deflate, inflate } from './deflate';
import { sha256Hex } from './sha256';

const text = (value: string) => new TextEncoder().encode(value);

describe('bytes', () => {
  it('hashes as SHA-256 does', async () => {
    expect(await sha256Hex(text('abc'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  it('checks as CRC-32 does', () => {
    expect(crc32(text('123456789'))).toBe(0xcbf43926);
  });

  it('writes base64url that reads back, without + / or =', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => 255 - i);
    expect(toBase64Url(bytes)).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes);
    expect(fromBase64Url('not base64!')).toBeNull();
  });

  it('inflates what it deflates', async () => {
    expect(await inflate(await deflate(text('hello '.repeat(50))), 300)).toEqual(text('hello '.repeat(50)));
  });

  it('stops at the limit instead of filling the memory', async () => {
    const bomb = await deflate(new Uint8Array(10_000_000));
    expect(bomb.length).toBeLessThan(20_000);
    await expect(inflate(bomb, 65_536)).rejects.toThrow(InflateLimitError);
  });

  it('refuses damaged data', async () => {
    await expect(inflate(Uint8Array.of(1, 2, 3, 4), 100)).rejects.toThrow();
  });
});
