import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { beforeAll, describe, expect, it } from 'vitest';
import { convertRecognitionNetwork } from '../../scripts/face-api/recognition';
import { FACE_API, RECOGNITION_WEIGHTS } from '../../scripts/face-api/package';
import { readWeights } from '../../scripts/face-api/weights';
import { identityGroups } from '../../src/domain/dataset/groups';
import { peopleIn } from '../../src/domain/dataset/identity';
import type { Pixels } from '../../src/domain/face/pixels';
import { Mt19937 } from '../../src/domain/random/mt19937';
import { recipeId } from '../../src/domain/recipe/canonical';
import { forkRecipe } from '../../src/domain/recipe/forks';
import { parseRecipeJson } from '../../src/domain/recipe/parse';
import { peopleOf } from '../../src/domain/recipe/people';
import type { Recipe } from '../../src/domain/recipe/recipe';
import type { SynthesisPipeline } from '../synthesis/pipeline';
import { openPipeline } from './openPipeline';
import { nodeRuntime } from './runtime';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const TEMPLATE = parseRecipeJson(readFileSync(path('../../docs/examples/happiness.json'), 'utf8'));
/** At rest, by the student: identity is measured apart from expression. */
const PLAIN: Recipe = { ...TEMPLATE, sampler: 'student', steps: 4, textGuidance: 1, semanticGuidance: { ...TEMPLATE.semanticGuidance, strength: 0 }, expression: null, au: { AU1: 0 }, layout: null };

const WORDS = ['a young woman with brown hair', 'a young lady with brown hair', 'a female', 'an old man', 'a man with a beard', 'soft light', 'white background', ''];
const PEOPLE = 24;
const FACES = 36;
/** Share of the picture around its middle that the recogniser sees: the face and little around it. */
const CROP = 0.7;
const NOTHING_KEPT = { recipeOf: () => Promise.resolve(null), shippedRecipe: () => Promise.resolve(null) };

const random = new Mt19937(20261129);
const below = (count: number) => random.next32() % count;
const pick = <T>(list: readonly T[]): T => {
  const found = list[below(list.length)];
  if (found === undefined) throw new Error('nothing to pick from');
  return found;
};

interface Made {
  readonly recipe: Recipe;
  readonly pixels: Pixels;
  readonly descriptor: Float32Array;
}

function cosine(a: Float32Array, b: Float32Array): number {
  const dot = (x: Float32Array, y: Float32Array) => x.reduce((sum, value, i) => sum + value * (y[i] ?? NaN), 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

function* pairs<T>(list: readonly T[]): Generator<readonly [T, T]> {
  for (const [i, one] of list.entries()) for (const other of list.slice(0, i)) yield [one, other];
}

describe('people, as a recognition network sees them (@vladmandic/face-api)', () => {
  let pipeline: SynthesisPipeline;
  let recogniser: InferenceSession;

  beforeAll(async () => {
    pipeline = await openPipeline(path('../../public/packs/synfer-faces-256'), nodeRuntime(1));
    recogniser = await InferenceSession.create(convertRecognitionNetwork(await readWeights(join(FACE_API, 'model'), RECOGNITION_WEIGHTS)));
  });

  async function make(recipe: Recipe, layout: Pixels | null = null): Promise<Made> {
    const pixels = await pipeline.preview(recipe, { layout });
    const { width, height, data } = pixels;
    const side = Math.round(CROP * Math.min(width, height));
    const [left, top] = [(width - side) >> 1, (height - side) >> 1];
    const planes = Float32Array.from({ length: 3 * side * side }, (_, i) => {
      const [channel, y, x] = [Math.floor(i / side ** 2), Math.floor(i / side) % side, i % side];
      return (data[4 * ((y + top) * width + x + left) + channel] ?? NaN) / 127.5 - 1;
    });
    const { descriptor } = await recogniser.run({ image: new Tensor('float32', planes, [1, 3, side, side]) });
    return { recipe, pixels, descriptor: descriptor?.data as Float32Array };
  }

  /** A recipe like those that people make one after another from few seeds. */
  function randomRecipe(made: readonly Made[]): { readonly recipe: Recipe; readonly layout: Pixels | null } {
    const plain = { ...PLAIN, seed: 500 + below(10), prompt: pick(WORDS) };
    const parent = made.length > 0 ? pick(made) : null;
    switch (parent === null ? 0 : below(4)) {
      case 1:
        return { recipe: { ...plain, variation: { seed: 700 + plain.seed, strength: pick([0.1, 0.5, 1]) } }, layout: null };
      case 2:
        return parent?.recipe.layout === null ? { recipe: forkRecipe(parent.recipe, plain, 1 + below(3)), layout: null } : { recipe: plain, layout: null };
      case 3:
        if (parent === null) return { recipe: plain, layout: null };
        return { recipe: { ...plain, seed: 2000 + below(1000), layout: { source: { kind: 'gallery', id: 'gone' + String(below(1e9)) }, strength: pick([0.25, 0.5, 0.75]), people: [...peopleOf(parent.recipe)] } }, layout: parent.pixels };
      default:
        return { recipe: plain, layout: null };
    }
  }

  it('are in one split wherever two faces are more alike than two random people', async () => {
    const strangers: Made[] = [];
    for (let seed = 0; seed < PEOPLE; seed++) strangers.push(await make({ ...PLAIN, seed, prompt: pick(WORDS) }));
    const mostAlike = Math.max(...Array.from(pairs(strangers), ([one, other]) => cosine(one.descriptor, other.descriptor)));
    // More random people would find a pair that is a little more alike.
    const limit = mostAlike + (1 - mostAlike) / 3;

    const made: Made[] = [];
    for (let i = 0; i < FACES; i++) {
      const { recipe, layout } = randomRecipe(made);
      made.push(await make(recipe, layout));
    }
    const ids = new Map<Made, string>(await Promise.all(made.map(async (face) => [face, await recipeId(face.recipe)] as const)));
    const groups = await identityGroups(new Map(await Promise.all(made.map(async (face) => [ids.get(face) ?? '', await peopleIn(face.recipe, NOTHING_KEPT)] as const))));
    const groupOf = (face: Made) => groups.get(ids.get(face) ?? '');

    const alike = [...pairs(made)].filter(([one, other]) => cosine(one.descriptor, other.descriptor) > limit);
    // There is something to tell apart, and something that has to stay together.
    expect(new Set(groups.values()).size).toBeGreaterThan(4);
    expect(alike.length).toBeGreaterThan(5);
    for (const [one, other] of alike) expect(groupOf(one)).toBe(groupOf(other));
  });
});
