import { describe, expect, it } from 'vitest';
import { displayKeys, isSingleKey, keySequence, matchesKeys } from './keys';

const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', boolean>> = {}) => ({
  key,
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
