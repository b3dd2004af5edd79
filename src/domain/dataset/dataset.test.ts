import { describe, expect, it } from 'vitest';
import { UNTOUCHED, judged } from '../curation/curation';
import { EXPRESSION_CLASSES } from '../packs/manifest';
import { readRecipe } from '../png/recipeChunk';
import { recipeId } from '../recipe/canonical';
import { testRecipe } from '../recipe/testRecipe';
import { METADATA_COLUMNS } from './columns';
import { toExample } from './example';
import type { DatasetExample, ExampleContext, LabelledFace } from './example';
import { greySquare } from './grey';
import { identityGroup } from './identity';
import { metadataJson } from './row';
import { nameProblem, ratiosProblem } from './settings';
import { DEFAULT_RATIOS, splitOf } from './splits';
import { Counter, exclusionSentences, faceCount, incompleteSplits } from './tally';
import { wholeVotes } from './votes';

const WORDS = { young: 'person', woman: 'person', blond: 'hair', happy: 'expression', smiling: 'expression', glasses: 'glasses', a: 'filler' };

const context: ExampleContext = {
  ratios: DEFAULT_RATIOS,
  words: () => WORDS,
  recipeOf: () => Promise.resolve(null),
  auLayout: () => ({
    actionUnits: [
      { id: 'AU4', name: 'Brow lowerer', group: 'upper face', columns: { left: 0, right: 1 }, range: [0, 1] },
      { id: 'AU17', name: 'Chin raiser', group: 'lower face', columns: { both: 2 }, range: [0, 1] },
    ],
    auColumns: 3,
  }),
};

const sad = EXPRESSION_CLASSES.map((name) => (name === 'sadness' ? 0.65 : 0.05));
const fear = EXPRESSION_CLASSES.map((name) => (name === 'fear' ? 0.65 : 0.05));

async function face(parts: Partial<LabelledFace['label']> = {}): Promise<LabelledFace> {
  const recipe = testRecipe({ expression: 'sadness', prompt: 'a young woman' });
  return {
    id: await recipeId(recipe),
    recipe,
    pixels: { width: 2, height: 2, data: new Uint8ClampedArray(16).fill(255) },
    label: { votes: [{ voter: 'feranno', label: 'FERAnno', probabilities: sad }], probabilities: sad, recognised: 'sadness', confidence: 0.65, rectified: false, realisedAu: [0.25, 0.75, 0.1], ...parts },
    requestedAu: null,
    unknownWords: [],
    provenance: { app: 'test', pack: 'synfer-faces-128', packSha256: 'f'.repeat(64), backend: { kind: 'node' }, milliseconds: 1 },
  };
}

const row = (example: DatasetExample) => JSON.parse(metadataJson(example, 'x.png')) as Record<string, unknown>;

describe('an example', () => {
  it('carries the recipe inside its picture', async () => {
    const example = await toExample(await face(), undefined, context);
    expect(await readRecipe(example.png)).toEqual(example.face.recipe);
  });

  it('trains on what people said before what the networks recognised, and keeps both', async () => {
    const curation = judged(UNTOUCHED, 'second', { state: 'accepted', label: 'anger' });
    const example = await toExample(await face(), curation, context);
    expect(example.label).toBe('anger');
    expect(row(example)).toMatchObject({ label: 6, label_name: 'anger', label_source: 'human', teacher_label: 'sadness', intended_label: 'sadness', human_label: 'anger', human_label_first: '', human_label_second: 'anger', reviewed_by: 'second', review_state: 'accepted' });
  });

  it("keeps the voters' average as the soft label where they disagree, and the class where they agree", async () => {
    expect((await toExample(await face(), undefined, context)).soft).toEqual([0, 0, 1, 0, 0, 0, 0, 0]);
    expect((await toExample(await face({ rectified: true, probabilities: fear, recognised: 'fear' }), undefined, context)).soft).toEqual(fear);
  });

  it('does not guess the names of AU columns of a pack that is not at hand', async () => {
    expect((await toExample(await face(), undefined, { ...context, auLayout: () => undefined })).realisedAu).toBeNull();
  });
});

describe('a line of metadata', () => {
  it('has every column in its order, none of them null', async () => {
    const line = row(await toExample(await face({ realisedAu: null, votes: [] }), undefined, context));
    expect(Object.keys(line)).toEqual(['file_name', ...METADATA_COLUMNS.map(({ name }) => name)]);
    expect(Object.values(line)).not.toContain(null);
  });

  it('writes floats with a point, so that no reader takes the column for whole numbers', async () => {
    const text = metadataJson(await toExample(await face(), undefined, context), null);
    expect(text).toContain('"soft_sadness":1.0');
    expect(text).toContain('"AU17":-1.0');
    expect(text).not.toContain('file_name');
  });

  it('has a unit whole and by side, under a number of two digits', async () => {
    expect(row(await toExample(await face(), undefined, context))).toMatchObject({ measured_AU04: 0.5, measured_AU04L: 0.25, measured_AU04R: 0.75, measured_AU17: 0.1, measured_AU12: -1, AU04: -1 });
  });

  it('names no column that Hugging Face would take for a picture', () => {
    expect(METADATA_COLUMNS.filter(({ name }) => /_file_names?$/.test(name))).toEqual([]);
  });
});

describe('identity', () => {
  const group = (parts: Parameters<typeof testRecipe>[0], words: typeof context.words = context.words) => identityGroup(testRecipe(parts), { ...context, words });

  it('is the seed and the words about the person, in any order, whatever the expression', async () => {
    const one = await group({ prompt: 'a young woman, smiling', expression: 'happiness' });
    expect(await group({ prompt: 'woman, young, glasses, unheard-of', au: { AU4: 1 } })).toBe(one);
    expect(await group({ prompt: 'a young blond woman' })).not.toBe(one);
    expect(await group({ prompt: 'a young woman', seed: 8 })).not.toBe(one);
  });

  it('is the seed alone where the vocabulary is not at hand: a group too large leaks nothing', async () => {
    expect(await group({ prompt: 'a man' }, () => undefined)).toBe(await group({ prompt: 'a woman' }, () => undefined));
  });

  it('is that of the layout picture, followed back to the face it came from', async () => {
    const parent = testRecipe({ seed: 99, prompt: 'a young woman' });
    const child = testRecipe({ seed: 1, layout: { source: { kind: 'gallery', id: 'parent' }, strength: 0.5 } });
    const recipeOf = (id: string) => Promise.resolve(id === 'parent' ? parent : null);
    expect(await identityGroup(child, { ...context, recipeOf })).toBe(await identityGroup(parent, context));
    expect(await identityGroup(child, context)).not.toBe(await identityGroup(parent, context));
  });

  it('ends where layouts go round in a circle', async () => {
    const circle = testRecipe({ layout: { source: { kind: 'gallery', id: 'itself' }, strength: 0.5 } });
    expect(await identityGroup(circle, { ...context, recipeOf: () => Promise.resolve(circle) })).toMatch(/^[0-9a-f]{16}$/);
  });
});

describe('splits', () => {
  const groups = Array.from({ length: 1000 }, (_, i) => `group ${String(i)}`);

  it('follow the ratios', async () => {
    const splits = await Promise.all(groups.map((group) => splitOf(group, DEFAULT_RATIOS)));
    expect(splits.filter((split) => split === 'train').length / 1000).toBeCloseTo(0.8, 1);
    expect(splits.filter((split) => split === 'test').length / 1000).toBeCloseTo(0.1, 1);
  });

  it('are a function of the group alone, so that later exports agree with earlier ones', async () => {
    expect(await splitOf('a', DEFAULT_RATIOS)).toBe(await splitOf('a', { train: 8, validation: 1, test: 1 }));
  });

  it('leave out a split without a share', async () => {
    const splits = await Promise.all(groups.map((group) => splitOf(group, { train: 0, validation: 1, test: 0 })));
    expect(new Set(splits)).toEqual(new Set(['validation']));
  });
});

describe('votes', () => {
  it('sum to ten, and are as near the probabilities as whole votes can be', () => {
    expect(wholeVotes([0.65, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05], 10)).toEqual([7, 1, 1, 1, 0, 0, 0, 0]);
    expect(wholeVotes([0, 1], 10)).toEqual([0, 10]);
    expect(wholeVotes([1 / 3, 1 / 3, 1 / 3], 10)).toEqual([4, 3, 3]);
  });
});

describe('grey squares', () => {
  it('are means over areas, parts of pixels included', () => {
    const data = Uint8ClampedArray.from([0, 90, 255].flatMap((level) => [level, level, level, 255]));
    const image = { width: 3, height: 1, data };
    expect([...greySquare(image, 2)].slice(0, 2)).toEqual([30, 200]);
  });
});

describe('the tally', () => {
  it('counts by split and class, and says what was left out and what a split lacks', async () => {
    const counter = new Counter();
    const example = await toExample(await face(), undefined, context);
    counter.add({ ...example, split: 'train', label: 'fear' });
    counter.add({ ...example, split: 'train', label: 'anger' });
    counter.add({ ...example, split: 'test', label: 'fear' });
    counter.exclude('no-class');
    expect(faceCount(counter)).toBe(3);
    expect(faceCount(counter, 'test')).toBe(1);
    expect(incompleteSplits(counter)).toEqual([{ split: 'test', missing: ['anger'] }]);
    expect(exclusionSentences(counter)).toEqual(["1 face left out: of a class that this layout's labels do not have (contempt)."]);
  });
});

describe('settings', () => {
  it('have a name that every file system takes', () => {
    expect(nameProblem('my-set_1')).toBeNull();
    for (const name of ['', '../up', 'a b', '-x', 'ü']) expect(nameProblem(name)).not.toBeNull();
  });

  it('have shares from 0, not all of them 0', () => {
    expect(ratiosProblem({ train: 1, validation: 0, test: 0 })).toBeNull();
    expect(ratiosProblem({ train: 0, validation: 0, test: 0 })).not.toBeNull();
    expect(ratiosProblem({ train: -1, validation: 1, test: 1 })).not.toBeNull();
  });
});
