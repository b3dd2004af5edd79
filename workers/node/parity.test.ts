import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseRecipe } from '../../src/domain/recipe/parse';
import type { Recipe } from '../../src/domain/recipe/recipe';
import type { SynthesisPipeline } from '../synthesis/pipeline';
import { ortRuntime } from '../synthesis/runtime/ortRuntime';
import type { Runtime } from '../synthesis/runtime/runtime';
import { openPipeline } from './openPipeline';
import { nodeRuntime } from './runtime';

const PACK = fileURLToPath(new URL('../../public/packs/synfer-faces-256', import.meta.url));
const GOLDEN = `${PACK}/golden.json`;
const absent = !existsSync(GOLDEN);

interface GoldenEntry {
  readonly recipe: Recipe;
  readonly timesteps: readonly number[];
  readonly latents: readonly (readonly number[])[];
}
const golden = absent ? [] : (JSON.parse(readFileSync(GOLDEN, 'utf8')) as GoldenEntry[]);

async function wasmRuntime(): Promise<Runtime> {
  const ort = await import('onnxruntime-web/wasm');
  ort.env.wasm.numThreads = 1;
  return ortRuntime(ort, { executionProviders: ['wasm'] }, { backend: { kind: 'wasm', threads: 1 }, runtime: 'onnxruntime-web', reason: 'test' });
}

describe.skipIf(absent)('the shipped pack', () => {
  let node: SynthesisPipeline;
  beforeAll(async () => {
    node = await openPipeline(PACK, nodeRuntime(1));
  }, 120_000);

  test.each(golden.map((entry, i) => [i, entry] as const))(
    'gives the latents of PyTorch and diffusers at every step, golden recipe %i',
    async (_, { recipe, timesteps, latents }) => {
      const steps: { timestep: number; latent: Float32Array }[] = [];
      await node.generate(parseRecipe(recipe), { layout: null, onStep: null, onLatent: ({ timestep, latent }) => steps.push({ timestep, latent }) });
      expect(steps.map((step) => step.timestep)).toEqual(timesteps);
      latents.forEach((expected, step) => {
        const latent = steps[step]?.latent ?? [];
        expect(latent).toHaveLength(expected.length);
        expect(Math.max(...Array.from(latent, (value, i) => Math.abs(value - (expected[i] ?? NaN)))), `step ${String(step)}`).toBeLessThan(1e-3);
      });
    },
    120_000,
  );

  test('gives the same picture on onnxruntime-node and on the WASM build, to 1/255 on average', async () => {
    const wasm = await openPipeline(PACK, await wasmRuntime());
    const recipe = parseRecipe(golden[3]?.recipe ?? golden[0]?.recipe);
    const options = { layout: null, onStep: null };
    const [a, b] = [await node.generate(recipe, options), await wasm.generate(recipe, options)];
    const difference = a.pixels.data.reduce((sum, value, i) => sum + Math.abs(value - (b.pixels.data[i] ?? NaN)), 0) / a.pixels.data.length;
    expect(difference).toBeLessThanOrEqual(1);
    expect(b.id).toBe(a.id);
    a.label.probabilities?.forEach((p, k) => {
      expect(Math.abs(p - (b.label.probabilities?.[k] ?? NaN))).toBeLessThan(0.02);
    });
  }, 300_000);
});
