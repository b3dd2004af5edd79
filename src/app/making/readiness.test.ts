import { describe, expect, it } from 'vitest';
import type { PackManifest } from '../../domain/packs/manifest';
import { testRecipe } from '../../domain/recipe/testRecipe';
import { whyNotReady } from './readiness';

const manifest = { name: 'This model', actionUnits: [{ id: 'AU12' }], auColumns: 1, graphs: { encoder: {}, guidance: {} }, voters: [] } as unknown as PackManifest;
const nothing = new Set<string>();
const ready = { pack: 'success', manifest, draft: testRecipe(), pictures: nothing, layoutKept: null, shipped: nothing, makingStrip: false, drawingSequence: false } as const;

describe('whyNotReady', () => {
  it('has no reason where all is there', () => expect(whyNotReady(ready)).toEqual([]));

  it('says that the model is still loading, or did not load', () => {
    expect(whyNotReady({ ...ready, pack: 'pending' })).toEqual(['The model is still loading.']);
    expect(whyNotReady({ ...ready, pack: 'error' })).toEqual(['The model could not be loaded.']);
  });

  it('says that a strip has the model to itself', () => {
    expect(whyNotReady({ ...ready, makingStrip: true })).toEqual(['A strip is being made; stop it or wait for it.']);
  });

  it('gives all reasons at once', () => {
    const draft = testRecipe({
      au: { AU99: 1 },
      layout: { source: { kind: 'gallery', id: 'gone' }, strength: 0.5 },
      semanticGuidance: { strength: 1, start: 0.8, end: 0.2, iterations: 1 },
    });
    expect(whyNotReady({ ...ready, pack: 'pending', draft, layoutKept: false })).toHaveLength(4);
  });

  it('knows which pictures are in memory and which faces are kept', () => {
    const sha256 = 'a'.repeat(64);
    const picture = testRecipe({ layout: { source: { kind: 'picture', sha256 }, strength: 0.5 } });
    expect(whyNotReady({ ...ready, draft: picture })).toHaveLength(1);
    expect(whyNotReady({ ...ready, draft: picture, pictures: new Set([sha256]) })).toEqual([]);
    const kept = testRecipe({ layout: { source: { kind: 'gallery', id: 'f1' }, strength: 0.5 } });
    expect(whyNotReady({ ...ready, draft: kept, layoutKept: true })).toEqual([]);
    expect(whyNotReady({ ...ready, draft: kept, layoutKept: false })).toHaveLength(1);
    expect(whyNotReady({ ...ready, draft: kept, layoutKept: null })).toEqual([]);
    const shipped = testRecipe({ layout: { source: { kind: 'shipped', name: 'example' }, strength: 0.5 } });
    expect(whyNotReady({ ...ready, draft: shipped })).toHaveLength(1);
    expect(whyNotReady({ ...ready, draft: shipped, shipped: new Set(['example']) })).toEqual([]);
  });
});
