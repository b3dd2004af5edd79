import { describe, expect, it } from 'vitest';
import { UNTOUCHED, acceptedByRule, judged, type Curation } from '../../domain/curation/curation';
import { testSummary } from '../../storage/testSummary';
import { ratings } from './ratings';
import { reviewQueue, type QueueOrder } from './queue';
import { applyThreshold } from './threshold';

const faces = [
  testSummary({ id: 'd', confidence: 0.95 }),
  testSummary({ id: 'c', confidence: 0.3 }),
  testSummary({ id: 'b', confidence: 0.8, agreement: 0.5, recognised: 'fear' }),
  testSummary({ id: 'a', confidence: 0.6, agreement: 0.5, recognised: 'fear' }),
];
const accepted = judged(UNTOUCHED, 'first', { state: 'accepted', label: 'neutral' });

function lookup(curations: Record<string, Curation> = {}) {
  return (id: string) => curations[id] ?? UNTOUCHED;
}

describe('the review queue', () => {
  const order: QueueOrder = { rater: 'first', need: 'Disputed first', blind: false, skipped: [], recalled: null };
  const queue = (change: Partial<QueueOrder>, curations: Record<string, Curation> = {}) =>
    reviewQueue(faces, lookup(curations), { ...order, ...change }).map(({ id }) => id);

  it('begins where opinions differ, then goes by low confidence', () => {
    expect(queue({})).toEqual(['a', 'b', 'c', 'd']);
  });

  it('goes by entropy or by margin where that is asked for', () => {
    const undecided = [
      testSummary({ id: 'tie', entropy: 0.33, margin: 0 }),
      testSummary({ id: 'sure', entropy: 0.05, margin: 0.9, agreement: 0.5 }),
      testSummary({ id: 'spread', entropy: 0.9, margin: 0.2 }),
    ];
    const by = (need: QueueOrder['need']) => reviewQueue(undecided, lookup(), { ...order, need }).map(({ id }) => id);
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

  it('puts skipped faces last, in the order they were skipped', () => {
    expect(queue({ skipped: ['b', 'a'] })).toEqual(['c', 'd', 'b', 'a']);
  });

  it('begins with a face whose verdict was taken back, even if it was skipped before', () => {
    expect(queue({ recalled: 'c', skipped: ['c'] })).toEqual(['c', 'a', 'b', 'd']);
  });

  it('tells a blind rater nothing by its order', () => {
    const swapped = faces.map((face) => ({ ...face, confidence: 1 - face.confidence, agreement: 1.5 - face.agreement }));
    expect(queue({ blind: true })).toEqual(reviewQueue(swapped, lookup(), { ...order, blind: true }).map(({ id }) => id));
  });
});

describe('a threshold', () => {
  it('keeps what is at least so sure, and expects as much precision as the mean confidence', () => {
    const outcome = applyThreshold(faces, lookup(), { least: 0.6, agreedOnly: false });
    expect(outcome.kept.map(({ id }) => id)).toEqual(['a', 'b', 'd']);
    expect(outcome.left.map(({ id }) => id)).toEqual(['c']);
    expect(outcome.expectedPrecision).toBeCloseTo((0.6 + 0.8 + 0.95) / 3, 12);
    expect(outcome.classes.find(({ name }) => name === 'fear')?.count).toBe(2);
  });

  it('can ask for agreement as well', () => {
    expect(applyThreshold(faces, lookup(), { least: 0.6, agreedOnly: true }).kept.map(({ id }) => id)).toEqual(['d']);
  });

  it('leaves alone what somebody has judged', () => {
    const outcome = applyThreshold(faces, lookup({ d: accepted }), { least: 0.9, agreedOnly: false });
    expect(outcome.kept).toEqual([]);
    expect(outcome.expectedPrecision).toBeNull();
  });
});

describe('what people say of a threshold', () => {
  it('is of how many judged faces that it would have kept they uphold the label', () => {
    const calledFear = judged(UNTOUCHED, 'second', { state: 'accepted', label: 'fear' });
    const rejected = judged(UNTOUCHED, 'first', { state: 'rejected', label: null });
    const people = (least: number) =>
      applyThreshold(faces, lookup({ d: accepted, b: rejected, a: calledFear, c: calledFear }), { least, agreedOnly: false }).people;
    expect(people(0.6)).toEqual({ judged: 3, upheld: 2 });
    expect(people(0.9)).toEqual({ judged: 1, upheld: 1 });
    expect(people(0.99)).toEqual({ judged: 0, upheld: 0 });
  });

  it('takes no account of what a rule accepted', () => {
    expect(applyThreshold(faces, lookup({ d: acceptedByRule(UNTOUCHED) }), { least: 0, agreedOnly: false }).people.judged).toBe(0);
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
