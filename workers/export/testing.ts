import { UNTOUCHED, acceptedByRule, archived, judged } from '../../src/domain/curation/curation';
import type { Curation } from '../../src/domain/curation/curation';
import { toExample } from '../../src/domain/dataset/example';
import type { DatasetExample, ExampleContext } from '../../src/domain/dataset/example';
import type { Face } from '../../src/domain/face/face';
import { SPLITS } from '../../src/domain/dataset/splits';
import type { Place } from '../../src/domain/dataset/splits';
import { PHOTOGRAPH_VOTER } from '../../src/domain/labels/photographVoter';
import { recognisedClass } from '../../src/domain/labels/vote';
import { EXPRESSION_CLASSES } from '../../src/domain/packs/manifest';
import type { Pixels } from '../../src/domain/face/pixels';
import { recipeId } from '../../src/domain/recipe/canonical';
import { testRecipe } from '../../src/domain/recipe/testRecipe';
import type { Candidate } from './examples';
import type { ExportFile } from './file';

/** Faces for tests: pixels and labels that are a function of the seed, so that a reader in any language can check them. */

const AU_LAYOUT: NonNullable<ReturnType<ExampleContext['auLayout']>> = {
  actionUnits: [
    { id: 'AU12', name: 'Lip corner puller', group: 'lower face', columns: { left: 0, right: 1 }, range: [0, 1] },
    { id: 'AU17', name: 'Chin raiser', group: 'lower face', columns: { both: 2 }, range: [0, 1] },
  ],
  auColumns: 3,
};

export const TEST_CONTEXT: ExampleContext = {
  auLayout: () => AU_LAYOUT,
};

/** Red 31·seed + 2x, green 17·seed + 2y, blue x xor y xor seed, each of 256. */
export function testPicture(seed: number, side = 64): Pixels {
  const data = new Uint8ClampedArray(side * side * 4);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) data.set([(31 * seed + 2 * x) & 255, (17 * seed + 2 * y) & 255, (x ^ y ^ seed) & 255, 255], 4 * (y * side + x));
  }
  return { width: side, height: side, data };
}

/** The photograph voter for happiness, heard and not counted. */
const PHOTOGRAPH_VOTE = {
  ...PHOTOGRAPH_VOTER,
  probabilities: EXPRESSION_CLASSES.map((name) => (name === 'happiness' ? 1 : 0)),
  classWeights: EXPRESSION_CLASSES.map((name) => (name === 'contempt' ? null : 0)),
};

/**
 * A face of class seed mod 8 with 0.65 for it, asked for in every face but each fifth; every third has no AU reading, and on
 * every other the photograph voter votes as well.
 */
export async function testFace(seed: number, side?: number): Promise<Face> {
  const recognised = seed % 8;
  const probabilities = EXPRESSION_CLASSES.map((_, i) => (i === recognised ? 0.65 : 0.05));
  const second = EXPRESSION_CLASSES.map((_, i) => (i === (recognised + 1) % 8 ? 0.65 : 0.05));
  const rectified = seed % 5 === 0;
  const recipe = testRecipe({ seed, expression: rectified ? null : (EXPRESSION_CLASSES[recognised] ?? null), prompt: 'a young woman', au: seed % 2 === 0 ? { AU12: 1 } : {} });
  return {
    id: await recipeId(recipe),
    recipe,
    pixels: testPicture(seed, side),
    label: {
      votes: [
        { voter: 'feranno', label: 'FERAnno', probabilities },
        { voter: 'second_opinion', label: 'Second opinion', probabilities: rectified ? second : probabilities },
        ...(seed % 2 === 0 ? [PHOTOGRAPH_VOTE] : []),
      ],
      probabilities,
      recognised: recognisedClass(probabilities),
      confidence: 0.65,
      rectified,
      realisedAu: seed % 3 === 0 ? null : [0.5, 1, 0],
    },
    requestedAu: seed % 2 === 0 ? [1, 1, 0] : null,
    unknownWords: [],
    provenance: { app: 'synfer-studio/test', pack: recipe.pack, packSha256: 'f'.repeat(64), backend: { kind: 'node' }, milliseconds: 1 },
  };
}

/** What was said: the first rater accepts every seventh face as disgust and rejects every 50th; a rule accepts every other fifth; every third is archived. */
export function testCuration(seed: number): Curation | undefined {
  const said = verdict(seed);
  return seed % 3 === 0 ? archived(said ?? UNTOUCHED, true) : said;
}

function verdict(seed: number): Curation | undefined {
  if (seed % 50 === 49) return judged(UNTOUCHED, 'first', { state: 'rejected', label: null });
  if (seed % 10 === 5 && seed % 7 !== 0) return acceptedByRule(UNTOUCHED);
  return seed % 7 === 0 ? judged({ ...UNTOUCHED, tags: ['odd', 'smirk'] }, 'first', { state: 'accepted', label: 'disgust' }) : undefined;
}

/** A group a seed: every ninth in validation, every tenth in test. */
export function testPlace(seed: number): Place {
  return { group: seed.toString(16).padStart(16, '0'), split: SPLITS[Math.max(0, (seed % 10) - 7)] ?? 'train' };
}

/** Faces with seeds 0 … count−1. */
export async function* testCandidates(count: number, side?: number): AsyncGenerator<Candidate> {
  for (let seed = 0; seed < count; seed++) yield { face: await testFace(seed, side), curation: testCuration(seed), place: testPlace(seed) };
}

export async function testExample(seed: number): Promise<DatasetExample> {
  const example = await toExample(await testFace(seed), testCuration(seed), testPlace(seed), TEST_CONTEXT);
  if (example === null) throw new Error('A test face has a label.');
  return example;
}

/** All files by path. */
export async function collect(files: AsyncIterable<ExportFile>): Promise<Map<string, ExportFile['bytes']>> {
  const all = new Map<string, ExportFile['bytes']>();
  for await (const { path, bytes } of files) all.set(path, bytes);
  return all;
}
