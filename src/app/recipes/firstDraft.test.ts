import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { PackManifest } from '../../domain/packs/manifest';
import { testRecipe } from '../../domain/recipe/testRecipe';
import type { Example } from '../../features/stage/example';

// The pack's address comes from the page's.
vi.stubGlobal('location', new URL('http://127.0.0.1/'));
const { packUrl } = await import('../../engine/packSource');
const { editDraft, emptyCompose, useCompose } = await import('../../features/compose/store');
const { exampleQuery } = await import('../../features/stage/example');
const { startFirstDraft } = await import('./firstDraft');
const { queryClient } = await import('../shell/queryClient');

const defaults = { steps: 20, sampler: 'ddim', textGuidance: 3, auStrength: 1, semanticGuidance: { strength: 1, start: 0.3, end: 1, iterations: 1 } };
const manifest = { id: 'synfer-faces-256', defaults, actionUnits: [{ id: 'AU12' }], graphs: { guidance: {} }, voters: [] } as unknown as PackManifest;
const recipe = testRecipe({ prompt: 'a young woman', seed: 23, au: { AU12: 0.7 } });
const packWith = (example: Example | null) => queryClient.setQueryData(exampleQuery(packUrl).queryKey, example);
const state = () => useCompose.getState();

beforeEach(() => {
  vi.unstubAllGlobals();
  useCompose.setState(emptyCompose, true);
  packWith({ face: { recipe }, steps: [] } as unknown as Example);
});

describe('the first draft', () => {
  it('is the recipe of the example, with nothing before it to undo', async () => {
    const starting = startFirstDraft(manifest);
    expect(state().draft).toMatchObject({ prompt: '', steps: 20 });
    await starting;
    expect(state()).toMatchObject({ draft: recipe, past: [] });
  });

  it('is left to whoever was faster than the example', async () => {
    const starting = startFirstDraft(manifest);
    editDraft('prompt', { prompt: 'an old man' });
    await starting;
    expect(state().draft).toMatchObject({ prompt: 'an old man', steps: 20 });
  });

  it('has the defaults of a pack without an example', async () => {
    packWith(null);
    await startFirstDraft(manifest);
    expect(state().draft).toMatchObject({ prompt: '', au: {}, steps: 20, textGuidance: 3 });
  });

  it('is what was left on the panel at the last visit', async () => {
    const left = testRecipe({ prompt: 'a bald man', au: { AU12: 1, AU99: 1 } });
    vi.stubGlobal('localStorage', { getItem: () => JSON.stringify(left) });
    await startFirstDraft(manifest);
    expect(state().draft).toEqual({ ...left, au: { AU12: 1 } });
  });
});
