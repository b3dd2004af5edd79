import { describe, expect, it } from 'vitest';
import { ariaKeys, continueKeys, displayKeys, isSingleKey, keySequence, keysOf, matchesKeys } from './keys';
import type { KeyPress } from './keys';

const press = (key: string, held: Partial<KeyPress> = {}) => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
});

describe('matchesKeys', () => {
  it('takes Ctrl or Cmd for Mod', () => {
    expect(matchesKeys(press('Enter', { ctrlKey: true }), 'Mod+Enter')).toBe(true);
    expect(matchesKeys(press('Enter', { metaKey: true }), 'Mod+Enter')).toBe(true);
    expect(matchesKeys(press('Enter'), 'Mod+Enter')).toBe(false);
  });

  it('tells undo from redo', () => {
    expect(matchesKeys(press('Z', { ctrlKey: true, shiftKey: true }), 'Mod+Z')).toBe(false);
    expect(matchesKeys(press('Z', { ctrlKey: true, shiftKey: true }), 'Mod+Shift+Z')).toBe(true);
    expect(matchesKeys(press('z', { ctrlKey: true }), 'Mod+Z')).toBe(true);
  });

  it('takes a single key as it is typed, with Shift or without', () => {
    expect(matchesKeys(press('?', { shiftKey: true }), '?')).toBe(true);
    expect(matchesKeys(press('?', { ctrlKey: true }), '?')).toBe(false);
    expect(isSingleKey('?')).toBe(true);
  });
});

describe('keysOf', () => {
  it('writes what is pressed as shortcuts are written', () => {
    expect(keysOf(press('j', { ctrlKey: true }))).toBe('Mod+J');
    expect(keysOf(press('Z', { metaKey: true, shiftKey: true }))).toBe('Mod+Shift+Z');
    expect(keysOf(press('F2', { shiftKey: true }))).toBe('Shift+F2');
    expect(keysOf(press('?', { shiftKey: true }))).toBe('?');
    expect(keysOf(press('+', { ctrlKey: true }))).toBe('Mod+Plus');
  });

  it('waits while only modifiers are down', () => {
    expect(keysOf(press('Control', { ctrlKey: true }))).toBeNull();
  });

  it('takes the key and not the character that Alt makes of it', () => {
    expect(keysOf(press('π', { altKey: true, code: 'KeyP' }))).toBe('Alt+P');
    expect(matchesKeys(press('π', { altKey: true, code: 'KeyP' }), 'Alt+P')).toBe(true);
  });
});

describe('continueKeys', () => {
  it('joins two single characters and begins anew otherwise', () => {
    expect(continueKeys(null, 'G')).toBe('G');
    expect(continueKeys('G', 'X')).toBe('G X');
    expect(continueKeys('G X', 'Y')).toBe('Y');
    expect(continueKeys('G', 'Mod+J')).toBe('Mod+J');
    expect(continueKeys('Mod+J', 'G')).toBe('G');
  });
});

describe('ariaKeys', () => {
  it('says both keys that Mod can be, and no sequences', () => {
    expect(ariaKeys('Mod+Enter')).toBe('Control+Enter Meta+Enter');
    expect(ariaKeys('A')).toBe('A');
    expect(ariaKeys('G R')).toBeUndefined();
    expect(ariaKeys(null)).toBeUndefined();
  });
});

describe('keySequence', () => {
  it('takes two keys after each other apart', () => {
    expect(keySequence('G R')).toEqual({ prefix: 'G', last: 'R' });
    expect(keySequence('Mod+Z')).toEqual({ prefix: null, last: 'Mod+Z' });
    expect(isSingleKey('G R')).toBe(true);
  });
});

describe('displayKeys', () => {
  it('names the keys of the machine', () => {
    expect(displayKeys('Mod+Shift+Z', true)).toBe('Cmd + Shift + Z');
    expect(displayKeys('Mod+Enter', false)).toBe('Ctrl + Enter');
    expect(displayKeys('G R', false)).toBe('G then R');
  });
});
