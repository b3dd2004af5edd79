// Milliseconds per denoising step of the shipped pack, on every runtime this machine has. A step is what the studio
// shows: the networks' work and the preview. Medians, without the first step of each run.
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Browser } from '@playwright/test';
import { withStudio } from '../e2e/support/browser';
import { Studio } from '../e2e/support/studio';
import type { Recipe } from '../src/domain/recipe/recipe';
import { openPipeline } from '../workers/node/openPipeline';
import { nodeRuntime } from '../workers/node/runtime';
import { percentile } from './percentile';

const PACK = fileURLToPath(new URL('../public/packs/synfer-faces-256', import.meta.url));

const UNGUIDED: Recipe = {
  format: 'synfer-recipe',
  version: 1,
  pack: 'synfer-faces-256',
  expression: 'happiness',
  prompt: 'a young woman with brown hair',
  negativePrompt: '',
  seed: 7,
  steps: 6,
  sampler: 'ddim',
  textGuidance: 1,
  auStrength: 1,
  semanticGuidance: { strength: 0, start: 0, end: 1, iterations: 1 },
  layout: null,
  au: { AU12: 1 },
};
const TEXT_GUIDED: Recipe = { ...UNGUIDED, textGuidance: 2 };
const FULLY_GUIDED: Recipe = { ...TEXT_GUIDED, semanticGuidance: { ...UNGUIDED.semanticGuidance, strength: 1 } };
const RECIPES = [UNGUIDED, TEXT_GUIDED, FULLY_GUIDED];

/** Runs of each recipe, taken in turns, so that what else the machine does meanwhile falls on all of them. */
const ROUNDS = 3;

/** Median time of a step in ms on one runtime, for each of RECIPES. */
export interface StepTimes {
  readonly runtime: string;
  readonly unguided: number;
  readonly textGuided: number;
  readonly fullyGuided: number;
}

type Row = Omit<StepTimes, 'runtime'>;

/** @param stepTimes makes the face and hands back what each step took, in ms */
async function measure(stepTimes: (recipe: Recipe) => Promise<readonly number[]>): Promise<Row> {
  const times: number[][] = RECIPES.map(() => []);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [i, recipe] of RECIPES.entries()) {
      // Another seed makes another face, which the studio keeps beside the others.
      const [, ...rest] = await stepTimes({ ...recipe, seed: recipe.seed + round });
      times[i]?.push(...rest);
    }
  }
  const [unguided = NaN, textGuided = NaN, fullyGuided = NaN] = times.map((all) => percentile(all, 50));
  return { unguided, textGuided, fullyGuided };
}

async function benchNode(threads: number): Promise<Row> {
  const pipeline = await openPipeline(PACK, nodeRuntime(threads));
  return measure(async (recipe) => {
    const times: number[] = [];
    await pipeline.generate(recipe, { layout: null, onStep: (event) => times.push(event.milliseconds) });
    return times;
  });
}

/** The same through the built studio; each step's time is what the studio keeps with the face. */
async function benchStudio(browser: Browser, baseURL: string): Promise<{ backend: string; row: Row }> {
  const page = await browser.newPage({ baseURL });
  const studio = new Studio(page);
  await studio.open('?backend=wasm');
  const backend = await page.getByText(/^wasm, /).innerText();
  let faces = 0;
  const row = await measure(async (recipe) => {
    await studio.dropText('recipe.json', JSON.stringify(recipe));
    await studio.generate();
    faces += 1;
    await studio.recentFaces.nth(faces - 1).waitFor();
    return page.evaluate(newestStepTimes);
  });
  await page.close();
  return { backend, row };
}

function newestStepTimes(): Promise<number[]> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('synfer-studio');
    opening.onerror = () => reject(new Error('the kept faces cannot be opened'));
    opening.onsuccess = () => {
      const newest = opening.result.transaction('trajectories').objectStore('trajectories').index('savedAt').openCursor(null, 'prev');
      newest.onerror = () => reject(new Error('the kept steps cannot be read'));
      newest.onsuccess = () => {
        const record = newest.result?.value as { steps: { milliseconds: number }[] } | undefined;
        resolve(record?.steps.map((step) => step.milliseconds) ?? []);
      };
    };
  });
}

export async function benchSteps(): Promise<StepTimes[]> {
  const cores = availableParallelism();
  const rows: StepTimes[] = [{ runtime: 'onnxruntime-node, 1 thread', ...(await benchNode(1)) }];
  if (cores > 1) rows.push({ runtime: `onnxruntime-node, ${cores} threads`, ...(await benchNode(cores)) });
  for (const isolated of [true, false]) {
    // vite.config.ts reads it when the server starts.
    if (!isolated) process.env['NO_ISOLATION'] = '1';
    await withStudio(async (browser, baseURL) => {
      const { backend, row } = await benchStudio(browser, baseURL);
      rows.push({ runtime: `studio, ${backend}${isolated ? '' : ', no COOP/COEP'}`, ...row });
    });
    delete process.env['NO_ISOLATION'];
  }
  return rows;
}
