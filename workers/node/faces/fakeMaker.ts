import { EXPRESSION_CLASSES } from '../../../src/domain/packs/manifest';
import { encodePng } from '../../../src/domain/png/encode';
import { recipeId } from '../../../src/domain/recipe/canonical';
import type { Recipe } from '../../../src/domain/recipe/recipe';
import type { FaceMaker, FailedOutcome, Outcome } from './faceMaker';

/** For tests of what happens to faces: a maker without a model. Its pictures are four pixels a side that follow from the recipe. */
export class FakeMaker implements FaceMaker {
  readonly about = { runtime: 'fake', photographVoter: { votes: false, reason: 'a fake' } };
  /** Recipes that were begun. */
  readonly begun: Recipe[] = [];

  /** @param fails what becomes of a recipe instead of a face; null where it is made */
  constructor(private readonly fails: (recipe: Recipe) => FailedOutcome | null = () => null) {}

  async *make(recipes: Iterable<Recipe>, stopping: () => boolean): AsyncGenerator<Outcome> {
    for (const recipe of recipes) {
      if (stopping()) return;
      this.begun.push(recipe);
      yield this.fails(recipe) ?? { kind: 'made', made: await fakeFace(recipe) };
    }
  }

  close(): void {
    // Nothing is open.
  }
}

async function fakeFace(recipe: Recipe) {
  const id = await recipeId(recipe);
  const recognised = recipe.expression ?? 'neutral';
  const probabilities = EXPRESSION_CLASSES.map((name) => (name === recognised ? 0.93 : 0.01));
  return {
    face: {
      id,
      recipe,
      label: { votes: [{ voter: 'feranno', label: 'FERAnno', probabilities }], probabilities, recognised, confidence: 0.93, rectified: false, realisedAu: null },
      requestedAu: null,
      unknownWords: [],
      // Never twice the same: it must not get into a shard.
      provenance: { app: 'synfer-studio/test', pack: recipe.pack, packSha256: 'f'.repeat(64), backend: { kind: 'node' as const }, milliseconds: Math.random() },
    },
    png: await pictureOf(id),
    width: 4,
    height: 4,
    // Of ids, which have nothing in common: no two pictures look alike.
    hash: id.repeat(4),
  };
}

/** The same for the same face, encoded once. */
const pictures = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();

function pictureOf(id: string): Promise<Uint8Array<ArrayBuffer>> {
  const data = Uint8ClampedArray.from({ length: 64 }, (_, i) => (i % 4 === 3 ? 255 : 16 * parseInt(id.charAt(i % 16), 16)));
  const picture = pictures.get(id) ?? encodePng({ width: 4, height: 4, data });
  pictures.set(id, picture);
  return picture;
}
