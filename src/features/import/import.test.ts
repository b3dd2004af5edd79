import { describe, expect, it } from 'vitest';
import { ZipError } from '../../files/readZip';
import { testRecipe } from '../../domain/recipe/testRecipe';
import { importFailure, importedText, lostText, picturesText, restoredText } from './describe';
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
  const none = { added: 0, merged: 0, known: 0, lost: 0, archived: 0 };

  it('says how many faces came back, and why others did not', () => {
    expect(importedText('set.zip', { ...none, added: 1 })).toBe('1 face brought back from set.zip.');
    expect(importedText('set.zip', { ...none, added: 1200 })).toBe('1,200 faces brought back from set.zip.');
    expect(lostText('set.zip', { ...none, added: 3 })).toBeNull();
    expect(lostText('set.zip', { ...none, added: 1, known: 2, lost: 2 })).toMatch(/^2 faces of 5 in set\.zip could not be brought back/);
  });

  it('says how many faces were here already, and to how many of them something was added', () => {
    expect(importedText('set.zip', { ...none, known: 1 })).toBe('No new face brought back from set.zip. 1 face was here already and stays as it is.');
    expect(importedText('set.zip', { ...none, added: 1, merged: 2, known: 3 })).toBe(
      '1 face brought back from set.zip. 5 faces were here already and stay as they are; stars, tags, boards or verdicts of the set were added to 2 of them.',
    );
  });

  it('says how many of the new ones are archived, where nobody would look for them', () => {
    expect(importedText('set.zip', { ...none, added: 3, archived: 2 })).toBe(
      '3 faces brought back from set.zip. 2 of them archived, as in the set: the gallery shows archived faces by its filter.',
    );
    expect(importedText('set.zip', { ...none, added: 3, archived: 3 })).toMatch(/^3 faces brought back from set.zip. Archived, as in the set/);
  });

  it('of pictures says what became of them, and what they do not hold', () => {
    expect(picturesText({ added: 0, known: 1 })).toBe('1 face was here already.');
    expect(picturesText({ added: 2, known: 3 })).toBe(
      '2 faces kept and labelled anew: a picture holds neither its steps nor what was said about it. 3 faces were here already.',
    );
  });

  it('of a recipe says that a picture of a stopped run is no face', () => {
    expect(restoredText('a.json', null)).toBe('Settings restored from a.json.');
    expect(restoredText('a.png', { recipe: testRecipe(), step: 3, steps: 6 })).toBe(
      'Settings restored from a.png. Its picture is that of a stopped run (step 3 of 6, not a finished face) and is not kept.',
    );
  });

  it('says what to do where the storage is full, and otherwise what was wrong with the file', () => {
    expect(importFailure('set.zip', new DOMException('', 'QuotaExceededError')).message).toMatch(/storage was full.*Delete faces/);
    expect(importFailure('set.zip', new ZipError('The zip is damaged.')).message).toBe('set.zip could not be imported. The zip is damaged.');
  });

  it('shows its progress until it ends, well or badly', async () => {
    await showingProgress({ file: 'set.zip', unit: 'face' }, async (onProgress) => {
      onProgress(4);
      expect(useImport.getState().current).toEqual({ file: 'set.zip', unit: 'face', done: 4 });
      await Promise.resolve();
    });
    expect(useImport.getState().current).toBeNull();
    await expect(showingProgress({ file: 'set.zip', unit: 'face' }, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(useImport.getState().current).toBeNull();
  });
});
