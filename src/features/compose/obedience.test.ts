import { describe, expect, it } from 'vitest';
import { attributeGroups } from '../../domain/recipe/attributes';
import { obedienceTo } from './obedience';

const attributes = {
  age: { values: { young: { accuracy: 0.853, n: 321 }, old: { accuracy: 0.41, n: 198 } } },
  sex: { values: { feminine: { accuracy: 0.846, n: 403 } } },
};

describe('how often a look is obeyed', () => {
  it('is said of everything the phrase asks for', () => {
    expect(obedienceTo('a young woman', attributes)).toEqual({ text: 'Measured: young in 85 % of 321, feminine in 85 % of 403 faces', seldom: false });
  });

  it('calls a look weak where one part of it seldom comes', () => {
    expect(obedienceTo('an old woman', attributes)?.seldom).toBe(true);
  });

  it('is not known of looks that were not judged, and without a report', () => {
    expect(obedienceTo('freckles', attributes)).toBeNull();
    expect(obedienceTo('a young woman', undefined)).toBeNull();
  });

  it('looks phrases up by the names of the chips', () => {
    const words = Object.fromEntries('a an young middle-aged old woman man black brown hair glasses'.split(' ').map((word) => [word, 'filler' as const]));
    const phrases = attributeGroups(words).flatMap((group) => group.phrases);
    const judged = { hair_colour: { values: { black: { accuracy: 1, n: 1 } } }, glasses: { values: { glasses: { accuracy: 1, n: 1 } } } };
    expect(phrases.filter((phrase) => obedienceTo(phrase, judged) !== null)).toEqual(['black hair', 'glasses']);
  });
});
