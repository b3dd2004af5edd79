// `npx tsx scripts/known-faces.ts`: the pictures that recognisers are tried on, public/voters/known/, made by the shipped pack.
import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { typicalUnits } from '../src/domain/facs/prototypes';
import { encodePng } from '../src/domain/png/encode';
import { recipeChunks } from '../src/domain/png/recipeChunk';
import type { Recipe } from '../src/domain/recipe/recipe';
import { KNOWN_PICTURES } from '../src/domain/recognisers/trial';
import { openPipeline } from '../workers/node/openPipeline';
import { nodeRuntime } from '../workers/node/runtime';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const OUT = path('../public/voters/known');
/** Seeds whose faces the photograph voter, an outsider, names rightly too. */
const SEEDS = { happiness: 11, surprise: 11, anger: 23 } as const;

const pipeline = await openPipeline(path('../public/packs/synfer-faces-256'), nodeRuntime(availableParallelism()));
const units = new Set(pipeline.manifest.actionUnits.map(({ id }) => id));
await mkdir(OUT, { recursive: true });
for (const { file, shows } of KNOWN_PICTURES) {
  const recipe: Recipe = {
    format: 'synfer-recipe',
    version: 1,
    pack: pipeline.manifest.id,
    expression: shows,
    prompt: 'a young man with short brown hair',
    negativePrompt: '',
    seed: SEEDS[shows],
    steps: 12,
    sampler: 'dpmsolver++',
    textGuidance: 2,
    auStrength: 1,
    semanticGuidance: { strength: 0.25, start: 0.3, end: 0.7, iterations: 1 },
    layout: null,
    au: typicalUnits(shows, units),
  };
  const { pixels, label } = await pipeline.generate(recipe, { layout: null, onStep: null });
  await writeFile(join(OUT, file), await encodePng(pixels, recipeChunks(recipe)));
  console.log(`${file}: ${label.votes.map((vote) => `${vote.label} ${Math.max(...vote.probabilities).toFixed(2)}`).join(', ')}; together ${label.recognised}`);
}
