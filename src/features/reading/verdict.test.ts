import { describe, expect, it } from 'vitest';
import { EXPRESSION_CLASSES, type ExpressionClass } from '../../domain/packs/manifest';
import type { Verdict } from '../../domain/face/label';
import { disagreement, softLabel } from './verdict';

const towards = (name: ExpressionClass) => EXPRESSION_CLASSES.map((other) => (other === name ? 0.65 : 0.05));
const label = (recognised: ExpressionClass, ...votes: ExpressionClass[]): Verdict => ({
  votes: votes.map((name, index) => ({ voter: String(index), label: `Voter ${index + 1}`, probabilities: towards(name) })),
  probabilities: towards(recognised),
  recognised,
  confidence: 0.65,
  rectified: true,
  realisedAu: null,
});

describe('disagreement', () => {
  it('is none where all agree, or nothing was asked for', () => {
    expect(disagreement('fear', label('fear', 'fear', 'fear'))).toBeNull();
    expect(disagreement(null, label('fear', 'fear'))).toBeNull();
  });

  it('says what was asked for and what is seen', () => {
    expect(disagreement('fear', label('surprise', 'surprise'))).toBe('Fear was asked for, but the face reads as surprise.');
  });

  it('says where the voters are not sure enough to overrule the request', () => {
    expect(disagreement('contempt', label('contempt', 'neutral', 'neutral'))).toBe('The voters say neutral, but not surely enough to overrule the request.');
  });

  it('does not mention a choice that does not count', () => {
    const heard = label('fear', 'fear', 'anger');
    const [first, second] = heard.votes;
    if (!first || !second) throw new Error('two voters');
    expect(disagreement('fear', { ...heard, votes: [first, { ...second, classWeights: EXPRESSION_CLASSES.map(() => 0) }] })).toBeNull();
  });

  it('says who votes for what', () => {
    expect(disagreement('fear', label('fear', 'fear', 'anger'))).toBe('The voters differ: Voter 1 says fear, Voter 2 says anger.');
  });
});

describe('softLabel', () => {
  it('lists the classes that matter, strongest first', () => {
    expect(softLabel([0.01, 0, 0, 0.4, 0.59, 0, 0, 0])).toBe('fear 0.59, surprise 0.40');
  });
});
