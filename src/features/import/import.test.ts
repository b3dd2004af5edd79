import { describe, expect, it } from 'vitest';
import { ZipError } from '../../domain/bytes/unzip';
import { importFailure, importedText, lostText } from './describe';
import { isZip } from './isZip';
import { showingProgress, useImport } from './store';

describe('a zip', () => {
  const file = (...bytes: number[]) => new Blob([Uint8Array.from(bytes)]);

  it('is known by its bytes, empty or not', async () => {
    expect(await isZip(file(0x50, 0x4b, 3, 4, 20))).toBe(true);
    expect(await isZip(file(0x50, 0x4b, 5, 6))).toBe(true);
  });

  it('is neither a PNG, nor text, nor nothing', async () => {
    expect(await isZip(file(0x89, 0x50, 0x4e, 0x47))).toBe(false);
    expect(await isZip(new Blob(['PK']))).toBe(false);
    expect(await isZip(new Blob([]))).toBe(false);
  });
});

describe('an import', () => {
  it('says how many faces came back, and why others did not', () => {
    expect(importedText('set.zip', { restored: 1 })).toBe('1 face brought back from set.zip.');
    expect(importedText('set.zip', { restored: 1200 })).toBe('1,200 faces brought back from set.zip.');
    expect(lostText('set.zip', { restored: 3, lost: 0 })).toBeNull();
    expect(lostText('set.zip', { restored: 3, lost: 2 })).toMatch(/^2 faces of 5 in set\.zip could not be brought back/);
  });

  it('says what to do where the storage is full, and otherwise what was wrong with the file', () => {
    expect(importFailure('set.zip', new DOMException('', 'QuotaExceededError')).message).toMatch(/storage was full.*Delete faces/);
    expect(importFailure('set.zip', new ZipError('The zip is damaged.')).message).toBe('set.zip could not be imported. The zip is damaged.');
  });

  it('shows its progress until it ends, well or badly', async () => {
    await showingProgress('set.zip', async (onProgress) => {
      onProgress(4);
      expect(useImport.getState().current).toEqual({ file: 'set.zip', done: 4 });
      await Promise.resolve();
    });
    expect(useImport.getState().current).toBeNull();
    await expect(showingProgress('set.zip', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(useImport.getState().current).toBeNull();
  });
});
