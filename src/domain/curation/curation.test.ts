import { describe, expect, it } from 'vitest';
import { UNTOUCHED, cleanName, humanLabel, humanLabels, isUntouched, judged, ratedCategory, reviewState, withName, withoutName } from './curation';

describe('a face nobody has judged', () => {
  it('is unreviewed, has no human label and need not be kept', () => {
    expect(reviewState(UNTOUCHED)).toBe('unreviewed');
    expect(humanLabels(UNTOUCHED)).toEqual({ first: null, second: null });
    expect(isUntouched(UNTOUCHED)).toBe(true);
    expect(isUntouched({ ...UNTOUCHED, star: true })).toBe(false);
  });
});

describe('two raters', () => {
  const second = judged(UNTOUCHED, 'second', { state: 'accepted', label: 'fear' });
  const both = judged(second, 'first', { state: 'rejected', label: null });

  it('judge apart from each other; where they differ the first decides', () => {
    expect(reviewState(second)).toBe('accepted');
    expect(reviewState(both)).toBe('rejected');
    expect(humanLabels(both)).toEqual({ first: null, second: 'fear' });
    expect(humanLabel(both)).toBe('fear');
  });

  it('can each withdraw a verdict', () => {
    expect(judged(both, 'first', null)).toEqual(second);
    expect(isUntouched(judged(second, 'second', null))).toBe(true);
  });

  it('are compared on what they saw, not on what a threshold accepted for them', () => {
    expect(ratedCategory(both.judgements.first)).toBe('rejected');
    expect(ratedCategory(both.judgements.second)).toBe('fear');
    expect(ratedCategory({ state: 'accepted', label: null })).toBeNull();
    expect(ratedCategory(undefined)).toBeNull();
  });
});

describe('names of tags and boards', () => {
  it('lose stray white space, and are nothing where nothing was typed', () => {
    expect(cleanName('  pilot   study ')).toBe('pilot study');
    expect(cleanName('   ')).toBeNull();
  });

  it('are kept once each, in order', () => {
    expect(withName(['a', 'c'], 'b')).toEqual(['a', 'b', 'c']);
    expect(withName(['a'], 'a')).toEqual(['a']);
    expect(withoutName(['a', 'b'], 'a')).toEqual(['b']);
  });
});
