import { describe, expect, it } from 'vitest';
import { UNTOUCHED, accepted, acceptedByRule, archived, cleanName, humanLabel, humanLabels, isUntouched, judged, ratedCategory, reviewState, reviewers, united, upholds, withName, withoutName } from './curation';

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

  it('can accept without naming an expression, and what they named before stays', () => {
    expect(accepted(UNTOUCHED, 'first').judgements).toEqual({ first: { state: 'accepted', label: null } });
    expect(accepted(second, 'second')).toBe(second);
    expect(accepted(both, 'first').judgements.first).toEqual({ state: 'accepted', label: null });
  });

  it('are compared on what they saw, not on what a threshold accepted for them', () => {
    expect(ratedCategory(both.judgements.first)).toBe('rejected');
    expect(ratedCategory(both.judgements.second)).toBe('fear');
    expect(ratedCategory({ state: 'accepted', label: null })).toBeNull();
    expect(ratedCategory(undefined)).toBeNull();
  });
});

describe('a label', () => {
  it('is upheld by who names it, and by nobody who names another, rejects the face or accepts it unnamed', () => {
    const afraid = judged(UNTOUCHED, 'second', { state: 'accepted', label: 'fear' });
    expect(upholds(afraid, 'fear')).toBe(true);
    expect(upholds(afraid, 'anger')).toBe(false);
    expect(upholds(judged(afraid, 'first', { state: 'rejected', label: null }), 'fear')).toBe(false);
    expect(upholds(accepted(UNTOUCHED, 'first'), 'fear')).toBeNull();
    expect(upholds(acceptedByRule(UNTOUCHED), 'fear')).toBeNull();
  });
});

describe('a face accepted by a rule', () => {
  const ruled = acceptedByRule(UNTOUCHED);

  it('is accepted, but no person judged it or gave it a label', () => {
    expect(reviewState(ruled)).toBe('accepted');
    expect(reviewers(ruled)).toEqual(['rule']);
    expect(humanLabel(ruled)).toBeNull();
    expect(isUntouched(ruled)).toBe(false);
  });

  it("loses the rule's verdict to a person's, given here or elsewhere, and never the other way round", () => {
    const rejected = judged(ruled, 'second', { state: 'rejected', label: null });
    expect(reviewers(rejected)).toEqual(['second']);
    expect(acceptedByRule(rejected)).toBe(rejected);
    expect(united(ruled, rejected)).toEqual(rejected);
    expect(united(rejected, ruled)).toBe(rejected);
    expect(united(UNTOUCHED, ruled)).toEqual(ruled);
  });
});

describe('what two browsers say about one face', () => {
  const here = { ...judged(UNTOUCHED, 'first', { state: 'accepted', label: 'fear' }), tags: ['odd'] };

  it('is united: the verdict given here stands, and nothing said here is lost', () => {
    const elsewhere = {
      judgements: { first: { state: 'rejected', label: null }, second: { state: 'accepted', label: 'anger' } },
      star: true,
      tags: ['smirk'],
      boards: ['pilot'],
    } as const;
    expect(united(here, elsewhere)).toEqual({
      judgements: { first: { state: 'accepted', label: 'fear' }, second: { state: 'accepted', label: 'anger' } },
      star: true,
      tags: ['odd', 'smirk'],
      boards: ['pilot'],
    });
  });

  it('stays what it is here where the other says nothing, or nothing else', () => {
    expect(united(here, UNTOUCHED)).toBe(here);
    expect(united(here, { ...here, judgements: { first: { state: 'rejected', label: null } } })).toBe(here);
    expect(united(UNTOUCHED, here)).toEqual(here);
  });
});

describe('an archived face', () => {
  const away = archived({ ...UNTOUCHED, star: true }, true);

  it('is kept with all that was said about it, and comes back as it was', () => {
    expect(away).toEqual({ ...UNTOUCHED, star: true, archived: true });
    expect(archived(away, false)).toEqual({ ...UNTOUCHED, star: true });
    expect(isUntouched(archived(UNTOUCHED, true))).toBe(false);
    expect(isUntouched(archived(archived(UNTOUCHED, true), false))).toBe(true);
  });

  it('is not archived twice; what says nothing of it, as before there was an archive, is at hand', () => {
    expect(archived(away, true)).toBe(away);
    expect(archived(UNTOUCHED, false)).toBe(UNTOUCHED);
  });

  it('is archived where it is brought to, and stays so where it was', () => {
    expect(united(UNTOUCHED, away)).toEqual(away);
    expect(united(away, UNTOUCHED)).toBe(away);
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
