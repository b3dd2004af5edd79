// `npm run strip`: one person with AU12 from 0 to 5, then on one side alone, as docs/images/au12-strip.png.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { encodePng } from '../src/domain/png/encode';
import type { Pixels } from '../src/domain/face/pixels';
import { SYNTHETIC_KEYWORD, SYNTHETIC_TEXT } from '../src/domain/png/recipeChunk';
import { textChunk } from '../src/domain/png/text';
import { parseRecipeJson } from '../src/domain/recipe/parse';
import type { AuIntensities, Recipe } from '../src/domain/recipe/recipe';
import { openPipeline } from '../workers/node/openPipeline';
import { nodeRuntime } from '../workers/node/runtime';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const PACK = path('../public/packs/synfer-faces-256');
const TEMPLATE = path('../docs/examples/happiness.json');
const OUT = path('../docs/images/au12-strip.png');
const GAP = 4;

const FRAMES: readonly AuIntensities[] = [
  ...[0, 1, 2, 3, 4, 5].map((intensity) => ({ AU12: intensity / 5 })),
  { AU12: { left: 1, right: 0 } },
];

/** Pictures of one size side by side on white. */
function sideBySide(pictures: readonly Pixels[]): Pixels {
  const [first] = pictures;
  if (first === undefined) throw new Error('no pictures');
  const width = pictures.length * (first.width + GAP) - GAP;
  const data = new Uint8ClampedArray(4 * width * first.height).fill(255);
  for (const [i, picture] of pictures.entries()) {
    for (let row = 0; row < picture.height; row++) {
      const line = picture.data.subarray(4 * row * picture.width, 4 * (row + 1) * picture.width);
      data.set(line, 4 * (row * width + i * (first.width + GAP)));
    }
  }
  return { width, height: first.height, data };
}

// The action units alone lead: no expression asked for, none in the prompt, no semantic guidance.
const template = parseRecipeJson(await readFile(TEMPLATE, 'utf8'));
const base: Recipe = { ...template, expression: null, semanticGuidance: { ...template.semanticGuidance, strength: 0 } };

const pipeline = await openPipeline(PACK, nodeRuntime(availableParallelism()));
const faces: Pixels[] = [];
for (const au of FRAMES) {
  faces.push((await pipeline.generate({ ...base, au }, { layout: null, onStep: null })).pixels);
  console.log(`${String(faces.length)} of ${String(FRAMES.length)}`);
}
await mkdir(dirname(OUT), { recursive: true });
await writeFile(OUT, await encodePng(sideBySide(faces), [textChunk(SYNTHETIC_KEYWORD, SYNTHETIC_TEXT)]));
console.log(OUT);
