// `npm run example`: the face a visitor sees before the first run, with the steps that led to it, as the pack's example.json.
import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { encodePng } from '../src/domain/png/encode';
import type { Pixels } from '../src/domain/face/pixels';
import { SYNTHETIC_KEYWORD, SYNTHETIC_TEXT } from '../src/domain/png/recipeChunk';
import { textChunk } from '../src/domain/png/text';
import { parseRecipeJson } from '../src/domain/recipe/parse';
import { labelText } from '../src/ui/labelText';
import { openPipeline } from '../workers/node/openPipeline';
import { nodeRuntime } from '../workers/node/runtime';
import type { StepEvent } from '../src/domain/face/step';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const PACK = path('../public/packs/synfer-faces-256');
const RECIPE = path('../docs/examples/happiness.json');
const OUT = `${PACK}/example.json`;

async function dataUrl(picture: Pixels): Promise<string> {
  const png = await encodePng(picture, [textChunk(SYNTHETIC_KEYWORD, SYNTHETIC_TEXT)]);
  return `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
}

const recipe = parseRecipeJson(await readFile(RECIPE, 'utf8'));
const pipeline = await openPipeline(PACK, nodeRuntime(availableParallelism()));
const events: StepEvent[] = [];
const { pixels, ...face } = await pipeline.generate(recipe, {
  layout: null,
  onStep: (event) => {
    events.push(event);
  },
});
const example = {
  face: { ...face, picture: await dataUrl(pixels) },
  steps: await Promise.all(events.map(async ({ preview, ...event }) => ({ ...event, picture: await dataUrl(preview) }))),
};
await writeFile(OUT, `${JSON.stringify(example)}\n`);
console.log(`${OUT}: ${labelText(face.label)}`);
