import { readFile } from 'node:fs/promises';
import { EXPRESSION_CLASSES } from '../../src/domain/packs/manifest';
import type { Plan } from '../../src/domain/plan/planFile';
import { countCombinations } from '../../src/domain/plan/combinations';
import { encodePng } from '../../src/domain/png/encode';
import { recipeId } from '../../src/domain/recipe/canonical';
import type { Recipe } from '../../src/domain/recipe/recipe';
import { testPicture } from '../../workers/export/testing';
import type { FaceMaker, MadeFace, Outcome } from '../../workers/node/faces/faceMaker';
import { ShardFolder } from '../../workers/node/shards/folder';
import { runShard } from '../../workers/node/shards/runShard';
import { TINY_PACK } from './tinyPlan';

/** Pictures that the faces share: so many, of this side. */
const POOL = 64;
const SIDE = 32;
const FACES_A_SHARD = 5_000;

/** A plan's shards with real labels and recipes, and pictures from a small pool in place of faces made one by one. */
export async function writePoolShards(out: string, plan: Plan): Promise<void> {
  const count = Math.ceil(countCombinations(plan) / FACES_A_SHARD);
  const folder = await ShardFolder.begin(out, plan, await readFile(`${TINY_PACK}/pack.json`), { count });
  const pool = await Promise.all(Array.from({ length: POOL }, (_, seed) => encodePng(testPicture(seed, SIDE))));
  const maker = new PoolMaker(pool);
  for (let index = 0; index < count; index++) {
    await runShard({
      folder, shard: { index, count }, maker: () => Promise.resolve(maker), pack: { id: plan.base.pack, sha256: 'f'.repeat(64) }, batch: 1, scale: 1,
      stopping: () => false, onProgress: () => undefined, note: () => undefined, retryFailed: false,
    });
  }
}

class PoolMaker implements FaceMaker {
  readonly about = { runtime: 'a pool of pictures', photographVoter: { votes: false, reason: 'a pool' } };

  constructor(private readonly pool: readonly Uint8Array<ArrayBuffer>[]) {}

  async *make(recipes: Iterable<Recipe>): AsyncGenerator<Outcome> {
    let number = 0;
    for (const recipe of recipes) yield { kind: 'made', made: await this.face(recipe, number++) };
  }

  close(): void {
    // Nothing is open.
  }

  private async face(recipe: Recipe, number: number): Promise<MadeFace> {
    const id = await recipeId(recipe);
    const recognised = recipe.expression ?? 'neutral';
    const probabilities = EXPRESSION_CLASSES.map((name) => (name === recognised ? 0.93 : 0.01));
    const votes = ['feranno', 'second_opinion', 'photograph'].map((voter) => ({ voter, label: voter, probabilities }));
    const units = Array.from({ length: 47 }, (_, i) => ((number * 31 + i) % 100) / 101);
    return {
      face: {
        id,
        recipe,
        label: { votes, probabilities, recognised, confidence: 0.93, rectified: false, realisedAu: units },
        requestedAu: units,
        unknownWords: [],
        provenance: { app: 'synfer-studio/bench', pack: recipe.pack, packSha256: 'f'.repeat(64), backend: { kind: 'node' }, milliseconds: 0 },
      },
      png: this.pool[number % this.pool.length] ?? new Uint8Array(0),
      width: SIDE,
      height: SIDE,
      // Ids have nothing in common, so that no two of the faces look alike.
      hash: id.repeat(4),
    };
  }
}
