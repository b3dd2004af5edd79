import { beforeEach, describe, expect, it } from 'vitest';
import { testRecipe } from '../../domain/recipe/testRecipe';
import { editAu, editDraft, emptyCompose, isSeparated, redo, scaleIntensity, startDraft, toggleSeparated, undo, useCompose } from './store';

const state = () => useCompose.getState();

beforeEach(() => {
  useCompose.setState(emptyCompose, true);
  startDraft(testRecipe());
});

describe('history', () => {
  it('goes back and forth', () => {
    editDraft('prompt', { prompt: 'a man' }, 0);
    editDraft('seed', { seed: 8 }, 10);
    undo();
    expect(state().draft).toMatchObject({ prompt: 'a man', seed: 7 });
    undo();
    expect(state().draft).toMatchObject({ prompt: '', seed: 7 });
    undo();
    redo();
    redo();
    redo();
    expect(state().draft).toMatchObject({ prompt: 'a man', seed: 8 });
  });

  it('takes quick edits of one thing as one', () => {
    editDraft('prompt', { prompt: 'a' }, 0);
    editDraft('prompt', { prompt: 'a m' }, 500);
    editDraft('prompt', { prompt: 'a ma' }, 1000);
    undo();
    expect(state().draft?.prompt).toBe('');
  });

  it('keeps slow edits apart', () => {
    editDraft('prompt', { prompt: 'a' }, 0);
    editDraft('prompt', { prompt: 'a man' }, 2000);
    undo();
    expect(state().draft?.prompt).toBe('a');
  });

  it('does not go on with an edit from before an undo', () => {
    editDraft('seed', { seed: 8 }, 0);
    undo();
    editDraft('seed', { seed: 9 }, 10);
    undo();
    expect(state().draft?.seed).toBe(7);
  });

  it('forgets the undone on a new edit', () => {
    editDraft('seed', { seed: 8 }, 0);
    undo();
    editDraft('steps', { steps: 3 }, 10);
    expect(state().future).toEqual([]);
  });
});

describe('scaling', () => {
  it('scales from where it began, so that scaling back loses nothing', () => {
    editAu('AU12', () => ({ AU12: 0.8, AU6: { left: 0.2, right: 0.4 } }));
    scaleIntensity(2);
    expect(state().draft?.au).toEqual({ AU12: 1, AU6: { left: 0.4, right: 0.8 } });
    scaleIntensity(0.5);
    expect(state().draft?.au).toEqual({ AU12: 0.4, AU6: { left: 0.1, right: 0.2 } });
    scaleIntensity(1);
    expect(state().draft?.au).toEqual({ AU12: 0.8, AU6: { left: 0.2, right: 0.4 } });
  });

  it('is undone as one step, however slowly it was done', () => {
    editAu('AU12', () => ({ AU12: 0.8 }));
    scaleIntensity(0.5, 10_000);
    scaleIntensity(0.25, 20_000);
    undo();
    expect(state().draft?.au).toEqual({ AU12: 0.8 });
  });

  it('begins anew after a unit is changed by hand', () => {
    editAu('AU12', () => ({ AU12: 0.5 }));
    scaleIntensity(2);
    editAu('AU12', () => ({ AU12: 0.4 }));
    scaleIntensity(2);
    expect(state().draft?.au).toEqual({ AU12: 0.8 });
  });
});

describe('separated sides', () => {
  it('joins to the stronger side', () => {
    editAu('AU12', () => ({ AU12: { left: 0.2, right: 0.6 } }));
    expect(isSeparated(state().draft?.au ?? {}, state().separated, 'AU12')).toBe(true);
    toggleSeparated('AU12');
    expect(state().draft?.au).toEqual({ AU12: 0.6 });
  });

  it('shows two sliders without touching the recipe', () => {
    const before = state().draft;
    toggleSeparated('AU12');
    expect(isSeparated({}, state().separated, 'AU12')).toBe(true);
    expect(state().draft).toBe(before);
  });
});
