import { describe, expect, it } from 'vitest';
import { roughBytes } from './roughBytes';

describe('roughBytes', () => {
  it('counts a picture exactly, and names and numbers with it', () => {
    const pixels = { width: 2, height: 1, data: new Uint8ClampedArray(8) };
    expect(roughBytes(pixels)).toBe('width'.length + 8 + 'height'.length + 8 + 'data'.length + 8);
  });

  it('counts what is in lists, and nothing where nothing is', () => {
    expect(roughBytes([1, 'ab', null])).toBe(8 + 2 + 8);
    expect(roughBytes({})).toBe(0);
  });
});
