import { describe, expect, it } from 'vitest';
import { UNTOUCHED, judged, type Curation } from '../../domain/curation/curation';
import type { PackActionUnit } from '../../domain/packs/manifest';
import type { FaceSummary } from '../../storage/summary';
import { testSummary } from '../../storage/testSummary';
import { sortedBy } from '../../library/sortedBy';
import { toEnd } from '../../library/toEnd';
import { NO_FILTERS, activeFilters, passing, type Filters } from './filters';
import { SORTS, type Sort } from './sorting';

const units: PackActionUnit[] = [
  { id: 'AU12', name: 'Lip corner puller', group: 'lower face', columns: { left: 0, right: 1 }, range: [0, 1] },
  { id: 'AU17', name: 'Chin raiser', group: 'lower face', columns: { both: 2 }, range: [0, 1] },
];

const happy = testSummary({ id: 'happy', savedAt: 3, requested: 'happiness', recognised: 'happiness', confidence: 0.9, entropy: 0.1, margin: 0.85, au: [0.2, 0.7, 0], prompt: 'a smiling old woman' });
const disputed = testSummary({ id: 'disputed', savedAt: 2, requested: 'fear', recognised: 'surprise', confidence: 0.4, entropy: 0.6, margin: 0.1, agreement: 0.5, au: [0, 0, 0.6], prompt: 'a young man' });
const free = testSummary({ id: 'free', savedAt: 1, recognised: 'neutral', confidence: 0.6, entropy: 0.7, margin: 0.3, quality: ['dark'] });
const faces = [happy, disputed, free];
const away = testSummary({ id: 'away' });

const curations = new Map<string, Curation>([
  ['happy', { ...judged(UNTOUCHED, 'first', { state: 'accepted', label: 'happiness' }), star: true, boards: ['pilot'] }],
  ['disputed', { ...UNTOUCHED, tags: ['odd'] }],
  ['away', { ...UNTOUCHED, archived: true }],
]);

function shown(filters: Partial<Filters>, duplicates = new Map<string, string>(), among: readonly FaceSummary[] = [...faces, away]): string[] {
  return toEnd(passing(among, { ...NO_FILTERS, ...filters }, { curationOf: (id) => curations.get(id) ?? UNTOUCHED, duplicates, units })).map(({ id }) => id);
}

describe('the gallery shows', () => {
  it('everything at hand without a filter', () => expect(shown({})).toEqual(['happy', 'disputed', 'free']));

  it('faces without a label by that name, and within no bounds of what they do not have', () => {
    const none = testSummary({ id: 'none', recognised: null, confidence: null, entropy: null, margin: null, agreement: null });
    const among = [...faces, none];
    const found = (filters: Partial<Filters>) => shown(filters, new Map(), among).includes('none');
    expect(found({})).toBe(true);
    expect(shown({ recognised: 'none' }, new Map(), among)).toEqual(['none']);
    expect([found({ confidence: [0.01, 1] }), found({ confidence: [0, 0.99] }), found({ leastEntropy: 0.01 }), found({ mostMargin: 0.99 }), found({ agreement: 'agreed' }), found({ agreement: 'disputed' })]).toEqual(Array(6).fill(false));
    for (const sort of ['Most confident first', 'Least confident first', 'By class recognised'] as const) expect(toEnd(sortedBy(among, SORTS[sort])).at(-1)?.id).toBe('none');
    expect(toEnd(sortedBy(among, SORTS['Disputed first']))[0]?.id).toBe('none');
  });

  it('archived faces only where they are asked for', () => {
    expect(shown({ archive: 'only' })).toEqual(['away']);
    expect(shown({ archive: 'with' })).toEqual(['happy', 'disputed', 'free', 'away']);
    expect(shown({ archive: 'only', starred: true })).toEqual([]);
  });

  it('a class that was requested, or none, or recognised', () => {
    expect(shown({ requested: 'fear' })).toEqual(['disputed']);
    expect(shown({ requested: 'none' })).toEqual(['free']);
    expect(shown({ recognised: 'happiness' })).toEqual(['happy']);
  });

  it('a range of confidence, limits included', () => {
    expect(shown({ confidence: [0.6, 0.9] })).toEqual(['happy', 'free']);
  });

  it('where the models are undecided: from an entropy on, or up to a margin', () => {
    expect(shown({ leastEntropy: 0.6 })).toEqual(['disputed', 'free']);
    expect(shown({ mostMargin: 0.2 })).toEqual(['disputed']);
  });

  it('where all agree, or someone does not', () => {
    expect(shown({ agreement: 'agreed' })).toEqual(['happy', 'free']);
    expect(shown({ agreement: 'disputed' })).toEqual(['disputed']);
  });

  it('an action unit by its stronger side', () => {
    expect(shown({ au: { unit: 'AU12', least: 0.6 } })).toEqual(['happy']);
    expect(shown({ au: { unit: 'AU17', least: 0.6 } })).toEqual(['disputed']);
    expect(shown({ au: { unit: 'AU99', least: 0.6 } })).toEqual([]);
  });

  it('prompts that have all words, by their beginnings', () => {
    expect(shown({ words: 'WOMAN smil' })).toEqual(['happy']);
    expect(shown({ words: 'man' })).toEqual(['disputed']);
  });

  it('what was reviewed, starred, tagged, put on a board', () => {
    expect(shown({ state: 'accepted' })).toEqual(['happy']);
    expect(shown({ state: 'unreviewed' })).toEqual(['disputed', 'free']);
    expect(shown({ starred: true })).toEqual(['happy']);
    expect(shown({ tag: 'odd' })).toEqual(['disputed']);
    expect(shown({ board: 'pilot' })).toEqual(['happy']);
  });

  it('doubles alone, or of each the one that comes first', () => {
    const doubles = new Map([['happy', 'happy'], ['free', 'happy']]);
    expect(shown({ duplicates: 'only' }, doubles)).toEqual(['happy', 'free']);
    expect(shown({ duplicates: 'one of each' }, doubles)).toEqual(['happy', 'disputed']);
    expect(shown({ duplicates: 'one of each' }, doubles, [free, disputed, happy])).toEqual(['free', 'disputed']);
    expect(shown({ duplicates: 'one of each', recognised: 'neutral' }, doubles)).toEqual(['free']);
  });

  it('pictures with something wrong, or without', () => {
    expect(shown({ quality: 'flagged' })).toEqual(['free']);
    expect(shown({ quality: 'clean' })).toEqual(['happy', 'disputed']);
  });
});

describe('activeFilters', () => {
  it('counts what leaves something out', () => {
    expect(activeFilters(NO_FILTERS)).toBe(0);
    expect(activeFilters({ ...NO_FILTERS, confidence: [0, 1], words: 'x', starred: true })).toBe(2);
  });
});

describe('every order', () => {
  it('is what its name says', () => {
    const ids = (sort: Sort) => toEnd(sortedBy<FaceSummary>(faces, SORTS[sort])).map(({ id }) => id);
    expect(ids('Newest first')).toEqual(['happy', 'disputed', 'free']);
    expect(ids('Oldest first')).toEqual(['free', 'disputed', 'happy']);
    expect(ids('Most confident first')).toEqual(['happy', 'free', 'disputed']);
    expect(ids('Highest entropy first')).toEqual(['free', 'disputed', 'happy']);
    expect(ids('Smallest margin first')).toEqual(['disputed', 'free', 'happy']);
    expect(ids('Disputed first')).toEqual(['disputed', 'free', 'happy']);
    expect(ids('By class recognised')).toEqual(['free', 'happy', 'disputed']);
    expect(ids('By seed')).toEqual(['happy', 'disputed', 'free']);
  });
});
