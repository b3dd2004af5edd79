import { describe, expect, it } from 'vitest';
import { UNTOUCHED, acceptedByRule, judged, type Curation } from '../../domain/curation/curation';
import { toEnd } from '../../library/toEnd';
import type { FaceSummary } from '../../storage/summary';
import { testSummary } from '../../storage/testSummary';
import { ratings } from './ratings';
import { faceOrder, reviewProgress, reviewQueue, type FaceOrder, type Turns } from './queue';
import { applyThreshold, type Threshold } from './threshold';

const faces = [
  testSummary({ id: 'd', confidence: 0.95 }),
  testSummary({ id: 'c', confidence: 0.3 }),
  testSummary({ id: 'b', confidence: 0.8, agreement: 0.5, recognised: 'fear' }),
  testSummary({ id: 'a', confidence: 0.6, agreement: 0.5, recognised: 'fear' }),
];
const accepted = judged(UNTOUCHED, 'first', { state: 'accepted', label: 'neutral' });

describe('the review queue', () => {
  const order: FaceOrder & Turns = { rater: 'first', need: 'Disputed first', blind: false, skipped: [], recalled: null };
  /** The faces as they come when one after the other is judged; the next is always the one that was announced. */
  function queue(change: Partial<FaceOrder & Turns>, curations: Record<string, Curation> = {}, among: readonly FaceSummary[] = faces): string[] {
    const said = new Map(Object.entries(curations));
    const asked = { ...order, ...change };
    const ordered = toEnd(faceOrder(among, asked));
    const ids: string[] = [];
    for (let { current, next } = reviewQueue(ordered, said, asked); current !== null; ) {
      ids.push(current.id);
      said.set(current.id, judged(said.get(current.id) ?? UNTOUCHED, asked.rater, { state: 'accepted', label: null }));
      const announced = next;
      ({ current, next } = reviewQueue(ordered, said, asked));
      expect(current).toEqual(announced);
    }
    return ids;
  }

  it('begins where opinions differ, then goes by low confidence', () => {
    expect(queue({})).toEqual(['a', 'b', 'c', 'd']);
  });

  it('goes by entropy or by margin where that is asked for', () => {
    const undecided = [
      testSummary({ id: 'tie', entropy: 0.33, margin: 0 }),
      testSummary({ id: 'sure', entropy: 0.05, margin: 0.9, agreement: 0.5 }),
      testSummary({ id: 'spread', entropy: 0.9, margin: 0.2 }),
    ];
    const by = (need: FaceOrder['need']) => queue({ need }, {}, undecided);
    expect(by('Highest entropy first')).toEqual(['spread', 'tie', 'sure']);
    expect(by('Smallest margin first')).toEqual(['tie', 'spread', 'sure']);
    expect(by('Disputed first')).toEqual(['sure', 'spread', 'tie']);
  });

  it('leaves out what this rater has judged, and keeps it for the other', () => {
    expect(queue({}, { a: accepted })).toEqual(['b', 'c', 'd']);
    expect(queue({ rater: 'second' }, { a: accepted })).toEqual(['a', 'b', 'c', 'd']);
  });

  it('leaves out what a rule has accepted', () => {
    expect(queue({}, { a: acceptedByRule(UNTOUCHED) })).toEqual(['b', 'c', 'd']);
  });

  it('looks at what was judged before and at the two that come, however many faces there are', () => {
    const many = Array.from({ length: 5000 }, (_, i) => testSummary({ id: String(i).padStart(4, '0') }));
    const looked: string[] = [];
    class Said extends Map<string, Curation> {
      override get(id: string) {
        looked.push(id);
        return super.get(id);
      }
    }
    reviewQueue(many, new Said([['0000', accepted], ['0001', accepted]]), order);
    expect(looked).toEqual(['0000', '0001', '0002', '0003']);
  });

  it('puts skipped faces last, in the order they were skipped', () => {
    expect(queue({ skipped: ['b', 'a'] })).toEqual(['c', 'd', 'b', 'a']);
  });

  it('begins with a face whose verdict was taken back, even if it was skipped before', () => {
    expect(queue({ recalled: 'c', skipped: ['c'] })).toEqual(['c', 'a', 'b', 'd']);
  });

  it('tells a blind rater nothing by its order', () => {
    const swapped = faces.map((face) => ({ ...face, confidence: 1 - (face.confidence ?? 0), agreement: 1.5 - (face.agreement ?? 0) }));
    expect(queue({ blind: true })).toEqual(queue({ blind: true }, {}, swapped));
  });
});

describe('the progress of a review', () => {
  const progress = (curations: Record<string, Curation>, rater: Turns['rater'] = 'first') => toEnd(reviewProgress(faces, new Map(Object.entries(curations)), rater));

  it('counts what this rater has judged and what a rule has accepted', () => {
    const curations = { a: acceptedByRule(UNTOUCHED), b: accepted, d: accepted };
    expect(progress(curations)).toEqual({ done: 3, byRule: 1 });
    expect(progress(curations, 'second')).toEqual({ done: 1, byRule: 1 });
  });

  it('counts no face that is not at hand', () => {
    expect(progress({ elsewhere: accepted })).toEqual({ done: 0, byRule: 0 });
  });
});

const outcome = (threshold: Threshold, curations: Record<string, Curation> = {}) => toEnd(applyThreshold(faces, new Map(Object.entries(curations)), threshold));

describe('a threshold', () => {
  it('keeps what is at least so sure, and expects as much precision as the mean confidence', () => {
    const { kept, left, expectedPrecision, classes } = outcome({ least: 0.6, agreedOnly: false });
    expect(new Set(kept)).toEqual(new Set(['a', 'b', 'd']));
    expect(left).toBe(1);
    expect(expectedPrecision).toBeCloseTo((0.6 + 0.8 + 0.95) / 3, 12);
    expect(classes.find(({ name }) => name === 'fear')?.count).toBe(2);
  });

  it('can ask for agreement as well', () => {
    expect(outcome({ least: 0.6, agreedOnly: true }).kept).toEqual(['d']);
  });

  it('leaves alone what somebody has judged', () => {
    const { kept, expectedPrecision } = outcome({ least: 0.9, agreedOnly: false }, { d: accepted });
    expect(kept).toEqual([]);
    expect(expectedPrecision).toBeNull();
  });

  it('names the six next to it on either side, those nearest first', () => {
    const many = Array.from({ length: 20 }, (_, i) => testSummary({ id: String(i), confidence: ((i * 7) % 20) / 20 }));
    const { leastSure, mostSure } = toEnd(applyThreshold(many, new Map(), { least: 0.5, agreedOnly: false }));
    expect(leastSure.map(({ confidence }) => confidence)).toEqual([0.5, 0.55, 0.6, 0.65, 0.7, 0.75]);
    expect(mostSure.map(({ confidence }) => confidence)).toEqual([0.45, 0.4, 0.35, 0.3, 0.25, 0.2]);
  });
});

describe('what people say of a threshold', () => {
  it('is of how many judged faces that it would have kept they uphold the label', () => {
    const calledFear = judged(UNTOUCHED, 'second', { state: 'accepted', label: 'fear' });
    const rejected = judged(UNTOUCHED, 'first', { state: 'rejected', label: null });
    const people = (least: number) => outcome({ least, agreedOnly: false }, { d: accepted, b: rejected, a: calledFear, c: calledFear }).people;
    expect(people(0.6)).toEqual({ judged: 3, upheld: 2 });
    expect(people(0.9)).toEqual({ judged: 1, upheld: 1 });
    expect(people(0.99)).toEqual({ judged: 0, upheld: 0 });
  });

  it('takes no account of what a rule accepted', () => {
    expect(outcome({ least: 0, agreedOnly: false }, { d: acceptedByRule(UNTOUCHED) }).people.judged).toBe(0);
  });
});

describe('the ratings of two people', () => {
  it('are paired where both looked at the face', () => {
    const second = (state: 'accepted' | 'rejected', curation: Curation) =>
      judged(curation, 'second', { state, label: state === 'accepted' ? 'fear' : null });
    const curations = [
      second('accepted', accepted),
      second('rejected', accepted),
      accepted,
      second('accepted', judged(UNTOUCHED, 'first', { state: 'accepted', label: null })),
      second('accepted', acceptedByRule(UNTOUCHED)),
    ];
    expect(ratings(curations)).toEqual([
      ['neutral', 'fear'],
      ['neutral', 'rejected'],
    ]);
  });
});
