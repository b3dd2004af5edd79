import { expect, it } from 'vitest';
import type { GraphName } from '../../src/domain/packs/manifest';
import { testRecipe } from '../../src/domain/recipe/testRecipe';
import { measureMachine } from './measure';
import { SynthesisPipeline } from './pipeline';
import { noVoter, testPack, testRuntime } from './testing';

const open = async () => SynthesisPipeline.open(await testPack(), testRuntime(), noVoter, () => undefined);

it('measures every graph of the pack, faces, their steps by guidance, and the student', async () => {
  const pipeline = await open();
  const told: string[] = [];
  const { graphs, step, face, student, golden } = await measureMachine(pipeline, null, (what) => told.push(what));
  expect(graphs.map(({ graph }) => graph)).toEqual(Object.keys(pipeline.manifest.graphs) as GraphName[]);
  expect(graphs.every(({ milliseconds }) => milliseconds >= 0)).toBe(true);
  // This pack's defaults guide all steps.
  expect(step.unguided).toBeNull();
  expect([step.guided, face, student].every((value) => value !== null && value >= 0)).toBe(true);
  expect(golden).toBeNull();
  expect(told.at(-1)).toBe('the golden latents');
});

it('says how far the latents lie from golden ones', async () => {
  const pipeline = await open();
  const recipe = testRecipe({ pack: 'test-pack', steps: 2 });
  const latents: number[][] = [];
  await pipeline.generate(recipe, { layout: null, onStep: null, onLatent: ({ latent }) => latents.push([...latent]) });
  expect((await measureMachine(pipeline, { recipe, latents }, () => undefined)).golden).toBe(0);
  const off = latents.map((values) => values.map((value) => value + 0.5));
  expect((await measureMachine(pipeline, { recipe, latents: off }, () => undefined)).golden).toBeCloseTo(0.5, 5);
});
