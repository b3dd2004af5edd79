import { describe, expect, it } from 'vitest';
import { viewOf } from './view';

describe('viewOf', () => {
  it('reads the view from the address', () => {
    expect(viewOf('#/batch')).toBe('batch');
    expect(viewOf('#/gallery')).toBe('gallery');
    expect(viewOf('#/review')).toBe('review');
    expect(viewOf('#/packs')).toBe('packs');
    expect(viewOf('#/diagnostics')).toBe('diagnostics');
  });

  it('opens the studio without a fragment, with a recipe link and with what it does not know', () => {
    for (const fragment of ['', '#', '#/', '#r=1.eJw', '#/nowhere', '#gallery']) expect(viewOf(fragment)).toBe('studio');
  });
});
