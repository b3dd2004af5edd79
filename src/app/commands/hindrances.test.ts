import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { testRecipe } from '../../domain/recipe/testRecipe';
import type { FaceSummary } from '../../storage/summary';

const address = new URL('http://127.0.0.1/');
vi.stubGlobal('location', address);
vi.stubGlobal('window', new EventTarget());
const { commands } = await import('./commands');
const { startDraft } = await import('../../features/compose/store');
const { useGallery } = await import('../../features/gallery/store');
const { emptyStrips, useStrips, beginStrip, stopStrip } = await import('../../features/strips/store');
const { planStrip } = await import('../../domain/strips/plan');
const { keepOrdered, useReview } = await import('../../features/review/store');
const { useLibrary } = await import('../../library/store');
const { judge } = await import('../../library/changes');
const { undoLast } = await import('../../library/edits');
const { manifestQuery } = await import('../../engine/usePack');
const { queryClient } = await import('../shell/queryClient');

const recipe = testRecipe();
const faces = [{ id: 'a', savedAt: 2 }, { id: 'b', savedAt: 1 }] as unknown as readonly FaceSummary[];

function why(id: string, reasons: readonly string[] = []): string | null {
  const command = commands(reasons).find((candidate) => candidate.id === id);
  if (!command) throw new Error(`There is no command ${id}.`);
  return command.hindrance();
}

beforeEach(() => {
  address.hash = '';
  useStrips.setState(emptyStrips, true);
  useGallery.setState({ chosen: [], exportable: [] });
  useReview.setState({ blind: false, skipped: [], recalled: null });
  useLibrary.setState({ status: 'ready', faces: [], curations: new Map() });
});

describe('what is done with chosen faces', () => {
  it('needs some, and to open them just one', () => {
    expect(why('star')).toBe('No face is chosen.');
    expect(why('delete-chosen')).toBe('No face is chosen.');
    useGallery.setState({ chosen: ['a', 'b'] });
    expect(why('star')).toBeNull();
    expect(why('open-chosen')).toMatch(/choose one/);
    useGallery.setState({ chosen: ['a'] });
    expect(why('open-chosen')).toBeNull();
  });
});

describe('an export', () => {
  it('needs a face in the gallery that the filters show, and elsewhere a kept one', () => {
    expect(why('export')).toBe('No face is kept.');
    useLibrary.setState({ faces });
    expect(why('export')).toBeNull();
    address.hash = '#/gallery';
    expect(why('export')).toBe('No face is shown.');
    useGallery.setState({ exportable: ['a'] });
    expect(why('export')).toBeNull();
  });
});

describe('a verdict', () => {
  it('needs a face to judge, and what is accepted a label in sight', () => {
    const leave = keepOrdered();
    expect(why('reject')).toBe('There is no face to judge.');
    expect(why('label-fear')).toBe('There is no face to judge.');
    expect(why('accept')).toBe('There is no face to judge.');
    useLibrary.setState({ faces });
    expect(why('reject')).toBeNull();
    expect(why('accept')).toBeNull();
    useReview.setState({ blind: true });
    expect(why('accept')).toMatch(/blind/);
    expect(why('label-fear')).toBeNull();
    leave();
    expect(why('label-fear')).toBe('There is no face to judge.');
  });

  it('is taken back as soon as it is seen, which is before it is stored', async () => {
    address.hash = '#/review';
    expect(why('take-back')).toBe('There is nothing to take back.');
    const stored = judge(['a'], 'first', { state: 'rejected', label: null });
    expect(why('take-back')).toBeNull();
    await stored;
    await undoLast();
    expect(why('take-back')).toBe('There is nothing to take back.');
  });
});

describe('a strip', () => {
  it('needs a recipe, the model, and nothing else being made', () => {
    expect(why('make-strip')).toMatch(/not here yet/);
    queryClient.setQueryData(manifestQuery.queryKey, { actionUnits: [] } as never);
    startDraft(recipe);
    expect(why('make-strip')).toBeNull();
    expect(why('make-strip', ['The model is still loading.'])).toBe('The model is still loading.');
  });

  it('that stops already cannot be stopped again', () => {
    expect(why('stop')).toBe('Nothing is being made.');
    beginStrip(planStrip(useStrips.getState().request, recipe, new Set()));
    expect(why('stop')).toBeNull();
    stopStrip();
    expect(why('stop')).toMatch(/stops/);
  });
});

describe('all action units', () => {
  it('can be cleared where one is set', () => {
    startDraft(testRecipe({ au: {} }));
    expect(why('clear-units')).toBe('No action unit is set.');
    startDraft(testRecipe({ au: { AU12: 0.5 } }));
    expect(why('clear-units')).toBeNull();
  });
});
