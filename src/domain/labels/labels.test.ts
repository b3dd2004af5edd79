import { describe, expect, it } from 'vitest';
import { EXPRESSION_CLASSES } from '../packs/manifest';
import { ensembleAverage } from './ensemble';
import { LABEL_ORDERS, labelClass, labelNumber, reorderProbabilities } from './labelOrders';
import type { LabelOrderName } from './labelOrders';
import { argmax, entropy, margin, normalisedEntropy, softmax } from './probabilities';
import { REQUEST_SHARE, countsRequest, needsRectification, trainingLabel, withRequest } from './rectify';
import { countedChoice, recognisedClass } from './vote';
import type { WeightedVote } from '../face/label';

const happy = [0.1, 0.9, 0, 0, 0, 0, 0, 0];
const sad = [0.2, 0, 0.8, 0, 0, 0, 0, 0];

describe('probabilities', () => {
  it('softmax sums to 1, keeps the order and survives large logits', () => {
    const p = softmax([1000, 1001, 999]);
    expect(p.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
    expect(argmax(p)).toBe(1);
    expect(p[1]).toBeCloseTo(0.66524, 5);
  });

  it('a temperature above 1 softens, below 1 sharpens', () => {
    expect(Math.max(...softmax([0, 1], 2))).toBeLessThan(Math.max(...softmax([0, 1])));
    expect(Math.max(...softmax([0, 1], 0.5))).toBeGreaterThan(Math.max(...softmax([0, 1])));
  });

  it('entropy is 0 for certainty and ln K for no idea', () => {
    expect(entropy([0, 1, 0])).toBe(0);
    expect(entropy([0.25, 0.25, 0.25, 0.25])).toBeCloseTo(Math.log(4), 12);
  });

  it('normalised, entropy does not depend on how many classes there are', () => {
    expect(normalisedEntropy([0, 1, 0])).toBe(0);
    expect(normalisedEntropy([0.25, 0.25, 0.25, 0.25])).toBeCloseTo(1, 12);
    // Two of eight alike: ln 2 over ln 8.
    expect(normalisedEntropy([0.5, 0, 0.5, 0, 0, 0, 0, 0])).toBeCloseTo(1 / 3, 12);
    expect(normalisedEntropy([1])).toBe(0);
  });

  it('margin is first less second, whatever the others are', () => {
    expect(margin([0.2, 0.5, 0.3])).toBeCloseTo(0.2, 12);
    expect(margin([0.4, 0.4, 0.2])).toBe(0);
    expect(margin([0, 1])).toBe(1);
  });

  it('the two part company: a tie of two classes has no margin but little entropy', () => {
    const tie = [0.5, 0.5, 0, 0, 0, 0, 0, 0];
    const spread = [0.3, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1];
    expect(margin(tie)).toBeLessThan(margin(spread));
    expect(normalisedEntropy(tie)).toBeLessThan(normalisedEntropy(spread));
  });
});

describe('the ensemble', () => {
  const ones = EXPRESSION_CLASSES.map(() => 1);

  it('averages equal voters', () => {
    const average = ensembleAverage([
      { probabilities: happy, classWeights: ones },
      { probabilities: sad, classWeights: ones },
    ]);
    average.forEach((p, k) => {
      expect(p).toBeCloseTo([0.15, 0.45, 0.4, 0, 0, 0, 0, 0][k] ?? NaN, 12);
    });
  });

  it('lets a voter abstain on a class without pulling that class down', () => {
    const contempt = [0, 0, 0, 0, 0, 0, 0, 1];
    const average = ensembleAverage([
      { probabilities: contempt, classWeights: ones },
      { probabilities: happy, classWeights: [1, 1, 1, 1, 1, 1, 1, 0] },
    ]);
    expect(argmax(average)).toBe(7);
    expect(average.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
  });

  describe('with a voter that has no contempt', () => {
    const outsider = (weights: number, probabilities: readonly number[]): WeightedVote => ({ probabilities, classWeights: EXPRESSION_CLASSES.map((name) => (name === 'contempt' ? null : weights)) });
    const contemptuous = { probabilities: [0.04, 0.06, 0, 0, 0, 0, 0, 0.9], classWeights: ones };

    it('leaves contempt as likely as the others find it', () => {
      const average = ensembleAverage([contemptuous, contemptuous, outsider(1, happy)]);
      expect(average[7]).toBeCloseTo(0.9, 12);
      expect(average.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
    });

    it('spreads the rest over the other classes with its help', () => {
      // Of the 0.1 that is not contempt, the outsider gives a tenth to neutral and nine tenths to happiness.
      const average = ensembleAverage([contemptuous, contemptuous, outsider(1, happy)]);
      expect(average[0]).toBeCloseTo((0.04 + 0.04 + 0.01) / 3, 12);
      expect(average[1]).toBeCloseTo((0.06 + 0.06 + 0.09) / 3, 12);
    });

    it('counts it in full where nobody sees contempt', () => {
      const [first, second] = [{ probabilities: happy, classWeights: ones }, { probabilities: sad, classWeights: ones }];
      expect(ensembleAverage([first, second, outsider(1, sad)])[2]).toBeCloseTo((0 + 0.8 + 0.8) / 3, 12);
    });

    it('hears it and does not count it where its weights are 0', () => {
      const others = [contemptuous, { probabilities: sad, classWeights: ones }];
      const average = ensembleAverage([...others, outsider(0, happy)]);
      ensembleAverage(others).forEach((p, k) => {
        expect(average[k]).toBeCloseTo(p, 12);
      });
    });
  });

  it('counts every class of a vote that an older version made', () => {
    expect(ensembleAverage([{ probabilities: happy }, { probabilities: sad, classWeights: ones }])[1]).toBeCloseTo(0.45, 12);
  });

  it('falls back to the plain average where nothing counts', () => {
    expect(ensembleAverage([{ probabilities: [0.3, 0.7], classWeights: [0, 0] }])).toEqual([0.3, 0.7]);
  });
});

describe('the request as evidence', () => {
  const unsure = [0.6, 0.4, 0, 0, 0, 0, 0, 0];

  it('leaves what the voters say where nothing was requested', () => {
    expect(withRequest(happy, null)).toEqual(happy);
  });

  it('counts a third beside all voters together', () => {
    const label = withRequest(happy, 'happiness');
    expect(label[1]).toBeCloseTo(0.9 * (1 - REQUEST_SHARE) + REQUEST_SHARE, 12);
    expect(label.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
  });

  it('stands where the voters hold another class likelier by less than a half, and falls where by more', () => {
    expect(recognisedClass(withRequest(unsure, 'happiness'))).toBe('happiness');
    expect(recognisedClass(withRequest(sad, 'neutral'))).toBe('sadness');
  });

  it('is missed in labels made before it counted', () => {
    const votes = [{ probabilities: unsure }, { probabilities: happy }];
    const average = [0.35, 0.65, 0, 0, 0, 0, 0, 0];
    expect(countsRequest({ votes, probabilities: withRequest(average, 'happiness') }, 'happiness')).toBe(true);
    expect(countsRequest({ votes, probabilities: average }, 'happiness')).toBe(false);
  });
});

describe('rectification', () => {
  const [forHappiness, forSadness] = [{ probabilities: happy }, { probabilities: sad }];

  it('is not needed where voters agree with each other and with the request', () => {
    expect(needsRectification([forHappiness, forHappiness], 'happiness')).toBe(false);
    expect(needsRectification([forHappiness, forHappiness], null)).toBe(false);
  });

  it('is needed where voters disagree', () => {
    expect(needsRectification([forHappiness, forSadness], null)).toBe(true);
  });

  it('is needed where the voters agree against the request', () => {
    expect(needsRectification([forSadness, forSadness], 'happiness')).toBe(true);
  });

  it('does not argue with a choice that is heard and not counted', () => {
    const uncounted = { probabilities: sad, classWeights: [1, 1, 0, 1, 1, 1, 1, null] };
    expect(countedChoice(uncounted)).toBeNull();
    expect(needsRectification([forHappiness, uncounted], 'happiness')).toBe(false);
    expect(needsRectification([uncounted, forHappiness], null)).toBe(false);
    expect(needsRectification([forHappiness, { ...uncounted, classWeights: [1, 1, 0.5, 1, 1, 1, 1, null] }], null)).toBe(true);
  });

  it('trains on the class where all agree, on what is said together where not', () => {
    expect(trainingLabel({ probabilities: happy, recognised: recognisedClass(happy), rectified: false })).toEqual([0, 1, 0, 0, 0, 0, 0, 0]);
    expect(trainingLabel({ probabilities: happy, recognised: 'happiness', rectified: true })).toEqual(happy);
  });
});

describe('label orders', () => {
  it.each([
    ['affectnet', 'anger', 6],
    ['affectnet', 'contempt', 7],
    ['rafdb', 'surprise', 1],
    ['rafdb', 'neutral', 7],
    ['fer2013', 'anger', 0],
    ['fer2013', 'neutral', 6],
    ['ferplus', 'neutral', 0],
    ['ferplus', 'surprise', 2],
    ['ferplus', 'contempt', 7],
  ] as const)('%s numbers %s as %i', (order, expression, number) => {
    expect(labelNumber(expression, order)).toBe(number);
  });

  it('has no contempt in RAF-DB and FER2013', () => {
    expect(labelNumber('contempt', 'rafdb')).toBeNull();
    expect(labelNumber('contempt', 'fer2013')).toBeNull();
    expect(labelClass(0, 'rafdb')).toBeNull();
  });

  it('comes back through the number', () => {
    for (const order of Object.keys(LABEL_ORDERS) as LabelOrderName[]) {
      for (const expression of LABEL_ORDERS[order].classes) expect(labelClass(labelNumber(expression, order) ?? NaN, order)).toBe(expression);
    }
  });

  it('moves probabilities along and spreads what the order cannot say', () => {
    expect(reorderProbabilities([0, 0.4, 0.4, 0, 0, 0, 0, 0.2], 'rafdb')).toEqual([0, 0, 0, 0.5, 0.5, 0, 0]);
    expect(reorderProbabilities([0, 0, 0, 0, 0, 0, 0, 1], 'rafdb')).toBeNull();
  });
});
