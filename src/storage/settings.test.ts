import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { testRecipe } from '../domain/recipe/testRecipe';
import { readDraft, writeDraft } from './draft';
import { readPreferences, writePreferences } from './preferences';

/** What one browser has, as each of its tabs sees it. */
function browser(): { readonly tab: () => () => void } {
  const storage = (kept = new Map<string, string>()) => ({ getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) });
  const local = storage();
  return {
    tab: () => {
      const session = storage();
      return () => {
        vi.stubGlobal('localStorage', local);
        vi.stubGlobal('sessionStorage', session);
      };
    },
  };
}

let inA: () => void;
let inB: () => void;

beforeEach(() => {
  const { tab } = browser();
  [inA, inB] = [tab(), tab()];
  inA();
});
afterEach(() => vi.unstubAllGlobals());

describe('preferences of two tabs', () => {
  it('are written by field: what the other tab chose stays', () => {
    const seen = readPreferences();
    writePreferences(seen, { ...seen, theme: 'dark' });
    inB();
    writePreferences(seen, { ...seen, livePreview: 'off' });
    expect(readPreferences()).toMatchObject({ theme: 'dark', livePreview: 'off' });
  });

  it('keep each key by itself, and let one go', () => {
    const seen = readPreferences();
    writePreferences(seen, { ...seen, bindings: { generate: 'g', stop: 's' } });
    inB();
    writePreferences(seen, { ...seen, bindings: { star: 'x' } });
    const both = readPreferences();
    expect(both.bindings).toEqual({ generate: 'g', stop: 's', star: 'x' });
    writePreferences(both, { ...both, bindings: { stop: 's', star: 'x' } });
    expect(readPreferences().bindings).toEqual({ stop: 's', star: 'x' });
  });

  it('leave what a newer version keeps beside them', () => {
    localStorage.setItem('synfer.preferences', JSON.stringify({ ofTomorrow: 1 }));
    const seen = readPreferences();
    writePreferences(seen, { ...seen, theme: 'light' });
    expect(JSON.parse(localStorage.getItem('synfer.preferences') ?? '')).toMatchObject({ ofTomorrow: 1, theme: 'light' });
  });
});

describe('drafts of two tabs', () => {
  it('are each kept for its own tab, and the newest for the next to open', () => {
    writeDraft(testRecipe({ seed: 1 }));
    inB();
    writeDraft(testRecipe({ seed: 2 }));
    inA();
    expect(readDraft()?.seed).toBe(1);
    const { tab } = browser();
    const shared = localStorage;
    tab()();
    vi.stubGlobal('localStorage', shared);
    expect(readDraft()?.seed).toBe(2);
  });
});
