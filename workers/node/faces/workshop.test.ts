import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { decodePng } from '../../../src/domain/png/decode';
import { testRecipe } from '../../../src/domain/recipe/testRecipe';
import type { Outcome } from './faceMaker';
import { Workshop } from './workshop';

const OPTIONS = { pack: fileURLToPath(new URL('../../../e2e/fixtures/tiny-pack', import.meta.url)), provider: 'cpu', threads: 1, layout: null, scale: 1 } as const;

/** Two people by one prompt, a third by another, and one of the first again with a negative prompt. */
const RECIPES = [
  testRecipe({ pack: 'tiny-random', steps: 2, seed: 1 }),
  testRecipe({ pack: 'tiny-random', steps: 2, seed: 2 }),
  testRecipe({ pack: 'tiny-random', steps: 2, seed: 3, prompt: 'an old man' }),
  testRecipe({ pack: 'tiny-random', steps: 2, seed: 1, negativePrompt: 'glasses' }),
];

async function made(batch: number): Promise<Outcome[]> {
  const workshop = await Workshop.open({ ...OPTIONS, batch });
  const outcomes: Outcome[] = [];
  for await (const outcome of workshop.make(RECIPES, () => false)) outcomes.push(outcome);
  return outcomes;
}

async function pixels(outcome: Outcome | undefined): Promise<readonly number[]> {
  if (outcome?.kind !== 'made') throw new Error(outcome?.reason ?? 'There is no face.');
  return [...(await decodePng(outcome.made.png)).data];
}

it.each([2, 3, 4])('faces made side by side, %i at a time, are those made alone, whoever shares a prompt', async (batch) => {
  const [alone, together] = [await made(1), await made(batch)];
  expect(together).toHaveLength(RECIPES.length);
  for (const [i, outcome] of together.entries()) {
    const [here, there] = [await pixels(outcome), await pixels(alone[i])];
    expect(Math.max(...here.map((value, k) => Math.abs(value - (there[k] ?? NaN))))).toBeLessThanOrEqual(1);
  }
});
