import { describe, expect, it } from 'vitest';
import { resolveBackend, resolvePackUrl } from './pageParameters';

describe('resolvePackUrl', () => {
  it('is the shipped pack under the base URL', () => {
    expect(resolvePackUrl('https://host/studio/', '/studio/')).toBe('https://host/studio/packs/synfer-faces-256/');
  });

  it('follows ?pack= relative to the page, and ends in a slash', () => {
    expect(resolvePackUrl('https://host/a/?pack=packs/other', '/a/')).toBe('https://host/a/packs/other/');
    expect(resolvePackUrl('https://host/?pack=https://models.example/p/', '/')).toBe('https://models.example/p/');
  });
});

describe('resolveBackend', () => {
  it.each([
    ['https://host/?backend=wasm', 'wasm'],
    ['https://host/?backend=webgpu', 'webgpu'],
    ['https://host/?backend=cuda', null],
    ['https://host/', null],
  ])('%s asks for %s', (page, backend) => {
    expect(resolveBackend(page)).toBe(backend);
  });
});
