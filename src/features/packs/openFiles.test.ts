import { describe, expect, it } from 'vitest';
import { packRoot } from './openFiles';

describe('packRoot', () => {
  it('is the folder of the outermost pack.json', () => {
    expect(packRoot(['pack.json', 'decoder.onnx'])).toBe('');
    expect(packRoot(['faces/old/pack.json', 'faces/pack.json', 'faces/decoder.onnx'])).toBe('faces/');
  });

  it('says so where there is none', () => {
    expect(() => packRoot(['package.json', 'a/not-pack.json'])).toThrow(/no pack\.json/);
  });
});
