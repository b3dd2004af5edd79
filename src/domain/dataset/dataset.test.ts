import { describe, expect, it } from 'vitest';
import { UNTOUCHED, acceptedByRule, judged } from '../curation/curation';
import { EXPRESSION_CLASSES } from '../packs/manifest';
import { readRecipe } from '../png/recipeChunk';
import { recipeId } from '../recipe/canonical';
import { forkRecipe } from '../recipe/forks';
import { peopleOf } from '../recipe/people';
import { testRecipe } from '../recipe/testRecipe';
import { METADATA_COLUMNS } from './columns';
import { toExample } from './example';
import type { DatasetExample, ExampleContext } from './example';
import type { Face } from '../face/face';
import type { Verdict } from '../face/label';
import { greySquare } from './grey';
import { identityGroups } from './groups';
import { peopleIn } from './identity';
import type { IdentityContext } from './identity';
import { metadataJson } from './row';
import { nameProblem, ratiosProblem } from './settings';
import { DEFAULT_RATIOS, SPLITS, placeFaces } from './splits';
import type { Split, SplitRatios } from './splits';
import { Counter, exclusionSentences, faceCount, incompleteSplits } from './tally';
import { wholeVotes } from './votes';

const place = { group: 'a group', split: 'train' } as const;

const context: ExampleContext = {
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

async function face(parts: Partial<Verdict> = {}): Promise<Face> {
  const recipe = testRecipe({ expression: 'sadness', prompt: 'a young woman' });
  return {
    id: await recipeId(recipe),
    recipe,
    pixels: { width: 2, height: 2, data: new Uint8ClampedArray(16).fill(255) },
    label: { votes: [{ voter: 'feranno', label: 'FERAnno', probabilities: sad }], probabilities: sad, recognised: 'sadness', confidence: 0.65, rectified: false, realisedAu: [0.25, 0.75, 0.1], ...parts },
    requestedAu: null,
    unknownWords: [],
    provenance: { app: 'test', pack: 'synfer-faces-256', packSha256: 'f'.repeat(64), backend: { kind: 'node' }, milliseconds: 1 },
  };
}

async function exampleFor(...given: Parameters<typeof toExample>): Promise<DatasetExample> {
  return (await toExample(...given)) ?? Promise.reject(new Error('The face has no label.'));
}

const row = (example: DatasetExample) => JSON.parse(metadataJson(example, 'x.png')) as Record<string, unknown>;

describe('an example', () => {
  it('carries the recipe inside its picture', async () => {
    const example = await exampleFor(await face(), undefined, place, context);
    expect(await readRecipe(example.png)).toEqual(example.face.recipe);
  });

  it('trains on what people said before what the networks recognised, and keeps both', async () => {
    const curation = judged(UNTOUCHED, 'second', { state: 'accepted', label: 'anger' });
    const example = await exampleFor(await face(), curation, place, context);
    expect(example.label).toBe('anger');
    expect(row(example)).toMatchObject({ label: 6, label_name: 'anger', label_source: 'human', teacher_label: 'sadness', intended_label: 'sadness', human_label: 'anger', human_label_first: '', human_label_second: 'anger', reviewed_by: 'second', review_state: 'accepted' });
  });

  it('says where a rule accepted the face and no person', async () => {
    const example = await exampleFor(await face(), acceptedByRule(UNTOUCHED), place, context);
    expect(row(example)).toMatchObject({ label_source: 'machine', human_label: '', reviewed_by: 'rule', review_state: 'accepted' });
  });

  it("keeps what voters and request say together as the soft label where they disagree, and the class where they agree", async () => {
    expect((await exampleFor(await face(), undefined, place, context)).soft).toEqual([0, 0, 1, 0, 0, 0, 0, 0]);
    expect((await exampleFor(await face({ rectified: true, probabilities: fear, recognised: 'fear' }), undefined, place, context)).soft).toEqual(fear);
  });

  it('does not guess the names of AU columns of a pack that is not at hand', async () => {
    expect((await exampleFor(await face(), undefined, place, { ...context, auLayout: () => undefined })).realisedAu).toBeNull();
  });
});

describe('a line of metadata', () => {
  it('has the probabilities of every voter, −1 for one that did not vote and for a class that it does not have', async () => {
    const photograph = { voter: 'photograph', label: 'Photograph voter', probabilities: [1, 0, 0, 0, 0, 0, 0, 0], classWeights: [0, 0, 0, 0, 0, 0, 0, null] };
    const line = row(await exampleFor(await face({ votes: [{ voter: 'feranno', label: 'FERAnno', probabilities: sad }, photograph] }), undefined, place, context));
    expect(line).toMatchObject({ p_feranno_sadness: 0.65, p_feranno_contempt: 0.05, p_second_opinion_sadness: -1, p_photograph_neutral: 1, p_photograph_sadness: 0, p_photograph_contempt: -1 });
  });

  it('has every column in its order, none of them null', async () => {
    const line = row(await exampleFor(await face({ realisedAu: null, votes: [] }), undefined, place, context));
    expect(Object.keys(line)).toEqual(['file_name', ...METADATA_COLUMNS.map(({ name }) => name)]);
    expect(Object.values(line)).not.toContain(null);
  });

  it('writes floats with a point, so that no reader takes the column for whole numbers', async () => {
    const text = metadataJson(await exampleFor(await face(), undefined, place, context), null);
    expect(text).toContain('"soft_sadness":1.0');
    expect(text).toContain('"AU17":-1.0');
    expect(text).not.toContain('file_name');
  });

  it('has a unit whole and by side, under a number of two digits', async () => {
    expect(row(await exampleFor(await face(), undefined, place, context))).toMatchObject({ measured_AU04: 0.5, measured_AU04L: 0.25, measured_AU04R: 0.75, measured_AU17: 0.1, measured_AU12: -1, AU04: -1 });
  });

  it('names no column that Hugging Face would take for a picture', () => {
    expect(METADATA_COLUMNS.filter(({ name }) => /_file_names?$/.test(name))).toEqual([]);
  });
});

describe('people', () => {
  const nothingKept: IdentityContext = { recipeOf: () => Promise.resolve(null), shippedRecipe: () => Promise.resolve(null) };
  const people = (parts: Parameters<typeof testRecipe>[0], context = nothingKept) => peopleIn(testRecipe(parts), context);
  const sha256 = '0'.repeat(64);

  it('are told by pack and seed, whatever the words', async () => {
    const one = await people({ seed: 500, prompt: 'a young woman with brown hair' });
    for (const prompt of ['a young lady with brown hair', 'a female', 'an old man', 'soft light', 'white background', '']) expect(await people({ seed: 500, prompt })).toEqual(one);
    expect(await people({ seed: 501, prompt: 'a young woman with brown hair' })).not.toEqual(one);
    expect(await people({ seed: 500, pack: 'another-pack' })).not.toEqual(one);
  });

  it('are two in a variation, on whichever side of the middle', async () => {
    const [lead, other] = [await people({ seed: 1 }), await people({ seed: 2 })];
    for (const strength of [0.45, 0.55, 1]) expect(await people({ seed: 1, variation: { seed: 2, strength } })).toEqual([...lead, ...other]);
  });

  it('stay in a fork, from whichever step', async () => {
    const parent = testRecipe({ seed: 9, prompt: 'a young woman' });
    const fork = forkRecipe(parent, testRecipe({ seed: 9, prompt: 'an old man' }), 1);
    expect(await peopleIn(fork, nothingKept)).toEqual(await peopleIn(parent, nothingKept));
  });

  it("are also those of the layout's picture, as the recipe says who they are", async () => {
    const parent = testRecipe({ seed: 99, variation: { seed: 98, strength: 0.2 } });
    for (const source of [{ kind: 'gallery', id: 'gone' }, { kind: 'shipped', name: 'example' }, { kind: 'picture', sha256 }] as const) {
      const child = await people({ seed: 1, layout: { source, strength: 0.5, people: [...peopleOf(parent)] } });
      expect(child).toEqual(expect.arrayContaining([...(await peopleIn(parent, nothingKept)), ...(await people({ seed: 1 }))]));
    }
  });

  it('are followed back through layouts of recipes that do not say, to kept faces and to those that come with a pack', async () => {
    const parent = testRecipe({ seed: 99 });
    const found: IdentityContext = { recipeOf: (id) => Promise.resolve(id === 'parent' ? parent : null), shippedRecipe: () => Promise.resolve(parent) };
    for (const source of [{ kind: 'gallery', id: 'parent' }, { kind: 'shipped', name: 'example' }] as const) {
      expect(await people({ seed: 1, layout: { source, strength: 0.5 } }, found)).toEqual(expect.arrayContaining([...(await peopleIn(parent, found))]));
    }
  });

  it('are joined by one and the same picture where nobody knows who is in it', async () => {
    const from = (seed: number) => people({ seed, layout: { source: { kind: 'picture', sha256 }, strength: 0.5 } });
    expect((await from(1)).filter((person) => person.startsWith('picture:'))).toEqual((await from(2)).filter((person) => person.startsWith('picture:')));
  });

  it('are not those of a layout that keeps nothing of its picture', async () => {
    expect(await people({ seed: 1, layout: { source: { kind: 'picture', sha256 }, strength: 1, people: [{ pack: 'p', seed: 2 }] } })).toEqual(await people({ seed: 1 }));
  });

  it('are found where layouts go round in a circle', async () => {
    const circle = testRecipe({ seed: 3, layout: { source: { kind: 'gallery', id: 'itself' }, strength: 0.5 } });
    expect(await peopleIn(circle, { ...nothingKept, recipeOf: () => Promise.resolve(circle) })).toEqual([...(await people({ seed: 3 })), 'gallery:itself']);
  });
});

describe('identity groups', () => {
  it('join faces that share a person, and those that others connect', async () => {
    const groups = await identityGroups(
      new Map([
        ['one', ['seed 1']],
        ['between', ['seed 1', 'seed 2']],
        ['two', ['seed 2']],
        ['further', ['seed 3', 'seed 2']],
        ['apart', ['seed 4']],
      ]),
    );
    expect(new Set(['one', 'between', 'two', 'further'].map((id) => groups.get(id))).size).toBe(1);
    expect(groups.get('apart')).not.toBe(groups.get('one'));
    expect(groups.get('one')).toMatch(/^[0-9a-f]{16}$/);
  });

  it('have the same names whatever the order of the faces', async () => {
    const faces: [string, string[]][] = [
      ['a', ['p', 'q']],
      ['b', ['q', 'r']],
      ['c', ['s']],
    ];
    expect(new Map(await identityGroups(new Map(faces)))).toEqual(new Map(await identityGroups(new Map(faces.toReversed()))));
  });
});

describe('splits', () => {
  /** Faces of each split, for groups of these sizes. */
  function split(sizes: readonly number[], ratios: SplitRatios = DEFAULT_RATIOS): number[] {
    const faces = sizes.flatMap((size, group) => Array.from({ length: size }, (_, each) => ({ id: `${String(group)}/${String(each)}`, group: `group ${String(group)}`, label: 'fear' })));
    const places = [...placeFaces(faces, ratios).values()];
    const splitsOfGroups = new Map<string, Split>();
    for (const { group, split: own } of places) expect(splitsOfGroups.set(group, splitsOfGroups.get(group) ?? own).get(group)).toBe(own);
    return SPLITS.map((name) => places.filter((place) => place.split === name).length);
  }

  it('keep to the shares as nearly as groups allow, and never part a group', () => {
    expect(split(Array.from({ length: 1000 }, () => 1))).toEqual([800, 100, 100]);
    expect(split([40, 20, 20, 10, 5, 3, 2])).toEqual([80, 10, 10]);
    expect(split([50, 30, 2, 1])).toEqual([80, 2, 1]);
  });

  it('leave none with a share empty while there is a group for each, the largest share first where there are fewer', () => {
    expect(split([1, 1, 1])).toEqual([1, 1, 1]);
    expect(split([90, 5, 5])).toEqual([90, 5, 5]);
    expect(split([2, 2, 2, 2, 2])).toEqual([6, 2, 2]);
    expect(split([7, 5])).toEqual([7, 5, 0]);
    expect(split([9])).toEqual([9, 0, 0]);
  });

  it('leave out one without a share', () => {
    expect(split([3, 2, 1], { train: 0, validation: 1, test: 0 })).toEqual([0, 6, 0]);
  });

  it('weigh only faces that are written, and place the others with their group', () => {
    const places = placeFaces([{ id: 'written', group: 'a', label: 'fear' }, { id: 'rejected', group: 'a', label: null }, { id: 'alone', group: 'b', label: null }], DEFAULT_RATIOS);
    expect(places.get('rejected')).toEqual(places.get('written'));
    expect(places.get('written')?.split).toBe('train');
    expect(places.has('alone')).toBe(true);
  });

  it('do not depend on the order of the faces', () => {
    const faces = Array.from({ length: 50 }, (_, i) => ({ id: `face ${String(i)}`, group: `group ${String(i % 17)}`, label: EXPRESSION_CLASSES[i % 5] ?? null }));
    const places = placeFaces(faces, DEFAULT_RATIOS);
    const reversed = placeFaces(faces.toReversed(), DEFAULT_RATIOS);
    for (const [id, place] of places) expect(reversed.get(id)).toEqual(place);
  });

  /** Classes of each split, for groups that show these. */
  function classesBySplit(groups: readonly (readonly string[])[]): string[][] {
    const faces = groups.flatMap((labels, group) => labels.map((label, i) => ({ id: `${String(group)}/${String(i)}`, group: `group ${String(group)}`, label })));
    const places = placeFaces(faces, DEFAULT_RATIOS);
    return SPLITS.map((split) => [...new Set(faces.filter(({ id }) => places.get(id)?.split === split).map(({ label }) => label))].sort());
  }

  it('have every class where there are groups enough for it', () => {
    const rare = Array.from({ length: 60 }, (_, i) => [i % 20 === 0 ? 'fear' : 'anger']);
    expect(classesBySplit(rare)).toEqual([['anger', 'fear'], ['anger', 'fear'], ['anger', 'fear']]);
    const ofEight = Array.from({ length: 24 }, (_, i) => [EXPRESSION_CLASSES[i % 8] ?? '']);
    expect(classesBySplit(ofEight)).toEqual([[...EXPRESSION_CLASSES].sort(), [...EXPRESSION_CLASSES].sort(), [...EXPRESSION_CLASSES].sort()]);
  });

  it('go without a class that too few people show', () => {
    expect(classesBySplit([['fear'], ...Array.from({ length: 20 }, () => ['anger'])]).filter((classes) => classes.includes('fear')).length).toBe(1);
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
    const example = await exampleFor(await face(), undefined, place, context);
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
    for (const name of ['', '../up', 'a b', '-x', 'ü', 'CON', 'aux', 'lpt1']) expect(nameProblem(name)).not.toBeNull();
  });

  it('have shares from 0, not all of them 0', () => {
    expect(ratiosProblem({ train: 1, validation: 0, test: 0 })).toBeNull();
    expect(ratiosProblem({ train: 0, validation: 0, test: 0 })).not.toBeNull();
    expect(ratiosProblem({ train: -1, validation: 1, test: 1 })).not.toBeNull();
  });
});
