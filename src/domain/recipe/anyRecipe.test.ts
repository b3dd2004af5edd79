import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UNTOUCHED, judged } from '../curation/curation';
import { toExample } from '../dataset/example';
import { faceRecordJson, parseFaceRecord } from '../dataset/faceRecord';
import type { Face } from '../face/face';
import { NO_VERDICT } from '../face/label';
import { EXPRESSION_CLASSES } from '../packs/manifest';
import { encodePng } from '../png/encode';
import { readRecipe, recipeChunks } from '../png/recipeChunk';
import { readUnfinished, unfinishedChunks } from '../png/unfinished';
import { canonicalJson, recipeId } from './canonical';
import { FORKS_MAX, PACK_ID_MAX_CHARACTERS, PROMPT_MAX_CHARACTERS, RECIPE_RANGES, type Range } from './limits';
import { parseRecipeJson } from './parse';
import { unknownWords } from './prompt';
import { recipeSchema, type Recipe, type Steering } from './recipe';
import { decodeShareFragment, encodeShareFragment } from './shareLink';
import { testRecipe } from './testRecipe';

const number = ({ min, max }: Range) => fc.double({ min, max, noNaN: true });
const integer = ({ min, max }: Range) => fc.integer({ min, max });
const prompt = fc.string({ unit: 'binary', maxLength: PROMPT_MAX_CHARACTERS / 2, size: 'max' });
const intensity = number(RECIPE_RANGES.share);
const steering: fc.Arbitrary<Steering> = fc.record({
  expression: fc.constantFrom(null, ...EXPRESSION_CLASSES),
  prompt,
  negativePrompt: prompt,
  textGuidance: number(RECIPE_RANGES.textGuidance),
  auStrength: number(RECIPE_RANGES.auStrength),
  semanticGuidance: fc.record({ strength: number(RECIPE_RANGES.semanticGuidance), start: intensity, end: intensity, iterations: integer(RECIPE_RANGES.guideIterations) }),
  au: fc.dictionary(fc.stringMatching(/^AU[0-9]{1,2}$/), fc.oneof(intensity, fc.record({ left: intensity, right: intensity })), { noNullPrototype: true }),
});
const forks = fc
  .uniqueArray(fc.integer({ min: 1, max: RECIPE_RANGES.steps.max - 1 }), { minLength: 1, maxLength: FORKS_MAX })
  .chain((steps) => fc.tuple(...steps.sort((a, b) => a - b).map((step) => fc.record({ step: fc.constant(step), before: steering }))));
/** Any recipe that the schema lets the studio write. */
const anyRecipe: fc.Arbitrary<Recipe> = fc
  .record(
    {
      steering,
      pack: fc.string({ maxLength: PACK_ID_MAX_CHARACTERS }),
      seed: integer(RECIPE_RANGES.seed),
      variation: fc.record({ seed: integer(RECIPE_RANGES.seed), strength: fc.double({ min: 0, minExcluded: true, max: 1, noNaN: true }) }),
      sampler: fc.constantFrom('ddim' as const, 'dpmsolver++' as const, 'student' as const),
      forks,
    },
    { requiredKeys: ['steering', 'pack', 'seed', 'sampler'] },
  )
  .map(({ steering: settings, ...rest }) => ({ ...testRecipe(), ...settings, ...rest, steps: RECIPE_RANGES.steps.max }));

const largestSteering: Steering = {
  ...testRecipe(),
  // A control character takes six bytes in JSON.
  prompt: '\u0001'.repeat(PROMPT_MAX_CHARACTERS),
  negativePrompt: '\u0001'.repeat(PROMPT_MAX_CHARACTERS),
  au: Object.fromEntries(Array.from({ length: 100 }, (_, unit) => [`AU${String(unit)}`, { left: 1 / 3, right: 2 / 3 }])),
};
const { expression, prompt: long, negativePrompt, textGuidance, auStrength, semanticGuidance, au } = largestSteering;
const largest: Recipe = {
  ...testRecipe({ prompt: long, negativePrompt, au, steps: 200 }),
  forks: Array.from({ length: FORKS_MAX }, (_, index) => ({ step: index + 1, before: { expression, prompt: long, negativePrompt, textGuidance, auStrength, semanticGuidance, au } })),
};

const named: readonly (readonly [string, Recipe])[] = [
  ['with a word of 250 letters without a space', testRecipe({ prompt: 'a'.repeat(250) })],
  ['with a thousand words that nobody knows', testRecipe({ prompt: Array.from({ length: 700 }, (_, word) => String.fromCodePoint(0x4e00 + word)).join(' ') })],
  ['with a character that unfolds into eighteen', testRecipe({ prompt: '\ufdfa'.repeat(PROMPT_MAX_CHARACTERS) })],
  ['of more than 64 kB in UTF-8', { ...testRecipe({ prompt: '顔'.repeat(2000), negativePrompt: '髪'.repeat(2000), steps: 200 }), forks: Array.from({ length: FORKS_MAX }, (_, index) => ({ step: index + 1, before: { expression, prompt: '顔'.repeat(2000), negativePrompt: '髪'.repeat(2000), textGuidance, auStrength, semanticGuidance, au: {} } })) }],
  ['that is the largest there can be', largest],
];

const pixels = { width: 1, height: 1, data: new Uint8ClampedArray([1, 2, 3, 255]) };
const calledFear = judged(UNTOUCHED, 'first', { state: 'accepted', label: 'fear' });

async function faceOf(recipe: Recipe): Promise<Face> {
  return {
    id: await recipeId(recipe),
    recipe,
    pixels,
    label: { votes: [], realisedAu: null, ...NO_VERDICT },
    requestedAu: null,
    unknownWords: unknownWords(recipe.prompt, {}),
    provenance: { app: '0.1.0', pack: recipe.pack, packSha256: '', backend: { kind: 'node' }, milliseconds: 1 },
  };
}

/** Every way out of the studio and back in. */
const WAYS: readonly (readonly [string, (recipe: Recipe) => Promise<unknown>])[] = [
  ['a recipe file', (recipe) => Promise.resolve(parseRecipeJson(JSON.stringify(recipe, null, 2)))],
  ['a link', async (recipe) => decodeShareFragment(await encodeShareFragment(recipe))],
  ['a picture', async (recipe) => readRecipe(await encodePng(pixels, recipeChunks(recipe)))],
  ['a picture of a stopped run', async (recipe) => (await readUnfinished(await encodePng(pixels, unfinishedChunks({ recipe, step: 1, steps: 2 }))))?.recipe],
  [
    'a set',
    async (recipe) => {
      const example = await toExample(await faceOf(recipe), calledFear, { group: 'one', split: 'train' }, { auLayout: () => undefined });
      return example && parseFaceRecord(faceRecordJson(example, 'train/one.png'))?.recipe;
    },
  ],
];

describe.each(WAYS)('what the studio writes into %s it can read', (_, through) => {
  it.each(named)('a recipe %s', async (_name, recipe) => {
    expect(recipeSchema.safeParse(recipe).success).toBe(true);
    expect(await through(recipe)).toEqual(recipe);
  });

  it('any recipe', async () => {
    await fc.assert(
      fc.asyncProperty(anyRecipe, async (recipe) => {
        const back = (await through(recipe)) as Recipe;
        expect(canonicalJson(back)).toBe(canonicalJson(recipe));
      }),
      { numRuns: 20 },
    );
  });
});
