import { describe, expect, it } from 'vitest';
import { EXPRESSION_CLASSES } from '../../domain/packs/manifest';
import { testRecipe } from '../../domain/recipe/testRecipe';
import { formatSize } from '../../ui/format';
import { formatDuration, freeName } from './describe';
import { EMPTY_FORM, readForm, type BatchForm } from './form';

const PACK: Parameters<typeof readForm>[2] = {
  actionUnits: [{ id: 'AU12', name: 'Lip corner puller', group: 'lower face', columns: { both: 0 }, range: [0, 1] }],
  words: { black: 'hair', hair: 'hair', red: 'hair', glasses: 'other' },
};
const read = (parts: Partial<BatchForm>) => readForm({ ...EMPTY_FORM, ...parts }, testRecipe(), PACK);

describe('readForm', () => {
  it('makes each class with five seeds where nothing is changed', () => {
    const { plan, faces, problems } = read({});
    expect(problems).toEqual([]);
    expect(faces).toBe(40);
    expect(plan).toMatchObject({ expressions: EXPRESSION_CLASSES, seeds: [7, 8, 9, 10, 11], prompts: [], textGuidance: [] });
  });

  it('reads lists, ranges and prompts one a line', () => {
    const { plan, faces } = read({ expressions: ['happiness'], intensities: '0.5-1(0.25)', seeds: 'list', seedList: '3, 9', prompts: ' a man \n\n a woman' });
    expect(plan).toMatchObject({ intensities: [0.5, 0.75, 1], seeds: [3, 9], prompts: ['a man', 'a woman'] });
    expect(faces).toBe(12);
  });

  it('draws only looks that the pack knows, and none unless asked to', () => {
    expect(read({}).plan).not.toHaveProperty('looks');
    const { plan, faces } = read({ looks: { 'Hair colour': ['red hair'], Eyes: ['blue eyes'] } });
    expect(plan.looks).toEqual([{ name: 'Hair colour', exclusive: true, phrases: ['black hair', 'red hair'], drawn: ['red hair'] }]);
    expect(faces).toBe(40);
  });

  it('turns heads only where the pack can, and none unless asked to', () => {
    expect(read({}).plan).not.toHaveProperty('directions');
    expect(read({ turns: { head: 2.5, gaze: 5 } }).plan).not.toHaveProperty('directions');
    const turning = { ...PACK, actionUnits: ['AU12', 'AU61', 'AU62', 'AU63', 'AU64'].map((id) => ({ ...PACK.actionUnits[0], id })) } as typeof PACK;
    const form = { ...EMPTY_FORM, expressions: ['happiness'] as const, turns: { head: 2.5, gaze: 2 } };
    expect(readForm(form, testRecipe(), turning)).toMatchObject({ plan: { directions: { head: 0, gaze: 0.4 } }, problems: [] });
    const { problems } = readForm({ ...form, units: 'recipe' }, testRecipe({ au: {} }), turning);
    expect(problems).toEqual([{ field: 'turns', message: expect.stringMatching(/only words ask for/) as string }]);
  });

  it.each([
    [{ intensities: '9' }, 'intensities', /factor of 5 at most/],
    [{ intensities: 'half' }, 'intensities', /“half” is neither/],
    [{ textGuidance: '0.5' }, 'textGuidance', /from 1 to 20/],
    [{ seeds: 'list', seedList: '' }, 'seedList', /Name a seed/],
    [{ seeds: 'list', seedList: '1.5' }, 'seedList', /whole number/],
    [{ prompts: 'x'.repeat(2001) }, 'prompts', /2,000 characters/],
    [{ prompts: 'x'.repeat(1995), looks: { Other: ['glasses'] } }, 'prompts', /1,991 characters at most beside the looks/],
    [{ seedCount: 10_000 }, 'plan', /20,000 faces at most/],
  ] as const)('says at which field what is wrong: %o', (parts, field, message) => {
    const { faces, problems } = read(parts);
    expect(faces).toBe(0);
    expect(problems).toEqual([{ field, message: expect.stringMatching(message) as string }]);
  });
});

describe('figures', () => {
  it.each([
    [400, '1 s'],
    [45_000, '45 s'],
    [90_000, '2 min'],
    [12_000_000, '3 h 20 min'],
    [7_200_000, '2 h'],
    [259_200_000, '3 days'],
  ])('%d ms are %s', (milliseconds, text) => expect(formatDuration(milliseconds)).toBe(text));

  it('sizes are short', () => {
    expect([640_000, 12_300_000, 1_430_000_000].map(formatSize)).toEqual(['640 KB', '12 MB', '1.4 GB']);
  });
});

it('a batch without a name takes the first that is free', () => {
  expect(freeName([])).toBe('Batch 1');
  expect(freeName(['Batch 1', 'Pilot', 'Batch 3'])).toBe('Batch 2');
});
