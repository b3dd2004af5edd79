import { describe, expect, it } from 'vitest';
import { EXPRESSION_CLASSES, type ExpressionClass } from '../packs/manifest';
import { agreement } from './agreement';

const vote = (name: ExpressionClass) => ({ probabilities: EXPRESSION_CLASSES.map((other) => (other === name ? 0.65 : 0.05)) });

describe('agreement', () => {
  it('is 1 where voters and request say the same, and where nobody says anything', () => {
    expect(agreement([vote('fear'), vote('fear')], 'fear', 'fear')).toBe(1);
    expect(agreement([vote('fear')], null, 'fear')).toBe(1);
    expect(agreement([], null, 'fear')).toBe(1);
  });

  it('counts the request as one opinion among the voters', () => {
    expect(agreement([vote('fear'), vote('fear')], 'surprise', 'fear')).toBeCloseTo(2 / 3);
    expect(agreement([vote('fear'), vote('anger')], 'fear', 'fear')).toBeCloseTo(2 / 3);
    expect(agreement([vote('fear'), vote('anger')], null, 'fear')).toBe(0.5);
  });

  it('leaves out a choice that is heard and not counted', () => {
    const uncounted = { ...vote('anger'), classWeights: EXPRESSION_CLASSES.map((name) => (name === 'anger' ? 0 : 1)) };
    expect(agreement([vote('fear'), uncounted], 'fear', 'fear')).toBe(1);
  });
});
