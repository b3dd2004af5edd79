import { describe, expect, it } from 'vitest';
import { UNTOUCHED, judged } from '../../domain/curation/curation';
import { placeSet, type SetFace } from '../../domain/dataset/setFaces';
import { DEFAULT_RATIOS } from '../../domain/dataset/splits';
import { emptySplitsSentence, forecastSentences, progressText, summarySentences } from './describe';
import { forecast, splitForecasts } from './forecast';

const face = (parts: Partial<SetFace> = {}): SetFace => ({ id: 'a face', recognised: 'fear', pack: 'loaded', curation: undefined, group: 'a group', ...parts });
const rejected = judged(UNTOUCHED, 'first', { state: 'rejected', label: null });
const calledAnger = judged(UNTOUCHED, 'first', { state: 'accepted', label: 'anger' });

describe('the forecast of an export', () => {
  it('leaves out what is gone and what was rejected', () => {
    expect(forecast(3, [face(), face({ curation: rejected })], 'imagefolder', 'loaded')).toEqual({ faces: 1, excluded: { missing: 1, rejected: 1, 'no-class': 0, 'no-label': 0 }, unnamedUnits: 0 });
  });

  it('leaves contempt out of RAF-DB alone, and goes by what people called it', () => {
    const faces = [face({ recognised: 'contempt' }), face({ recognised: 'contempt', curation: calledAnger })];
    expect(forecast(2, faces, 'rafdb', 'loaded')).toMatchObject({ faces: 1, excluded: { 'no-class': 1 } });
    expect(forecast(2, faces, 'ferplus', 'loaded')).toMatchObject({ faces: 2, excluded: { 'no-class': 0 } });
  });

  it('leaves out what neither a network nor a person has labelled', () => {
    const faces = [face({ recognised: null }), face({ recognised: null, curation: calledAnger })];
    expect(forecast(2, faces, 'imagefolder', 'loaded')).toMatchObject({ faces: 1, excluded: { 'no-label': 1 } });
  });

  it('says so in sentences, with faces whose action units cannot be named', () => {
    expect(forecastSentences(forecast(2, [face({ pack: 'other' }), face({ curation: rejected })], 'imagefolder', 'loaded'))).toEqual([
      '1 face will be exported.',
      '1 face left out: rejected in review.',
      '1 face of another model pack: what was asked of their action units and measured in them is written as −1.',
    ]);
  });
});

describe('the forecast of the splits', () => {
  const settings = { format: 'rafdb', ratios: DEFAULT_RATIOS } as const;
  const splitsOf = (faces: readonly SetFace[], chosen: Parameters<typeof placeSet>[1] = settings) => splitForecasts(faces, placeSet(faces, chosen), chosen);
  const people = (count: number) => Array.from({ length: count }, (_, i) => face({ id: String(i), group: String(i), recognised: i % 2 === 0 ? 'fear' : 'anger' }));

  it('counts people, faces and classes that will be written', () => {
    const double = face({ id: 'double', group: '0', curation: calledAnger });
    const [train, validation, test] = splitsOf([...people(3), double, face({ id: 'out', group: '9', recognised: 'contempt' })]);
    expect(train).toMatchObject({ split: 'train', people: 1, faces: 2 });
    expect(train?.classes.filter(({ count }) => count > 0)).toEqual([{ name: 'fear', count: 1 }, { name: 'anger', count: 1 }]);
    expect([validation, test].map((split) => split?.people)).toEqual([1, 1]);
  });

  it('says which splits stay empty', () => {
    expect(emptySplitsSentence(splitsOf(people(2)))).toBe('There are fewer people than splits: test will be empty.');
    expect(emptySplitsSentence(splitsOf(people(3)))).toBeNull();
  });

  it('passes over a split without a share', () => {
    expect(splitsOf(people(3), { ...settings, ratios: { train: 1, validation: 0, test: 1 } }).map(({ split }) => split)).toEqual(['train', 'test']);
  });
});

describe('progress', () => {
  it('has the time left once there is something to judge by', () => {
    expect(progressText({ done: 0, total: 1000 }, 0)).toBe('0 of 1,000 faces');
    expect(progressText({ done: 250, total: 1000 }, 4)).toBe('250 of 1,000 faces, 12 s left');
    expect(progressText({ done: 10, total: 1000 }, 4)).toBe('10 of 1,000 faces, 7 min left');
    expect(progressText({ done: 1000, total: 1000 }, 40)).toBe('1,000 of 1,000 faces');
  });
});

describe('the summary', () => {
  it('says what a split lacks, for loaders that number the folders they find', () => {
    const none = { neutral: 0, happiness: 0, sadness: 0, surprise: 0, fear: 0, disgust: 0, anger: 0, contempt: 0 };
    const counts = { train: { ...none, fear: 3, anger: 1 }, validation: none, test: { ...none, fear: 1 } };
    expect(summarySentences({ tally: { counts, excluded: { missing: 0, rejected: 0, 'no-class': 0 }, unnamedUnits: 0 }, files: 9, bytes: 123_456, file: null })).toEqual([
      '5 faces in 9 files, 0.1 MB, with dataset card, Croissant, recipes and checksums.',
      "There is no anger in test: take class numbers from the folders' names or the label column there.",
    ]);
  });
});
