import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { promptWithExpression } from '../../src/domain/recipe/prompt';
import { parseRecipe } from '../../src/domain/recipe/parse';
import type { Recipe } from '../../src/domain/recipe/recipe';
import type { SynthesisPipeline } from '../synthesis/pipeline';
import { ortRuntime } from '../synthesis/runtime/ortRuntime';
import type { Runtime } from '../synthesis/runtime/runtime';
import { PromptTokenizer } from '../synthesis/tokenizer';
import { openPipeline } from './openPipeline';
import { nodeRuntime } from './runtime';

/** Tiny checkpoints of each kind, exported by `python -m training export-checkpoint`, against diffusers' own pipelines, and one guided by autograd. */
const KINDS = ['tiny-stable-diffusion', 'tiny-fineface', 'tiny-synfer-adapter', 'tiny-guided', 'tiny-guided-fineface'];

interface GoldenEntry {
  readonly recipe: Recipe;
  readonly tokens: readonly [prompt: number[], negative: number[]];
  readonly timesteps: readonly number[];
  readonly latents: readonly (readonly number[])[];
  readonly picture: { readonly data: readonly number[] };
}

async function wasmRuntime(): Promise<Runtime> {
  const ort = await import('onnxruntime-web/wasm');
  ort.env.wasm.numThreads = 1;
  return ortRuntime(ort, { executionProviders: ['wasm'] }, { backend: { kind: 'wasm', threads: 1 }, runtime: 'onnxruntime-web', reason: 'test' });
}

describe.each(KINDS)('%s', (kind) => {
  const folder = fileURLToPath(new URL(`../../e2e/fixtures/${kind}`, import.meta.url));
  const golden = JSON.parse(readFileSync(`${folder}/golden.json`, 'utf8')) as GoldenEntry[];
  const runtimes: Record<string, SynthesisPipeline> = {};
  beforeAll(async () => {
    runtimes['onnxruntime-node'] = await openPipeline(folder, nodeRuntime(1));
    runtimes['the WASM build'] = await openPipeline(folder, await wasmRuntime());
  }, 120_000);

  test.each(golden.map((entry, i) => [i, entry] as const))('reads a prompt as CLIP does, golden recipe %i', async (_, { recipe, tokens }) => {
    const { manifest } = await openPipeline(folder, nodeRuntime(1));
    const tokenizer = new PromptTokenizer(readFileSync(`${folder}/tokenizer.json`), readFileSync(`${folder}/tokenizer_config.json`), manifest.tokenizer.maxLength);
    const read = [promptWithExpression(recipe, manifest), recipe.negativePrompt].map((prompt) => [...tokenizer.encode(prompt)].map(Number));
    expect(read).toEqual(tokens);
  });

  describe.each(['onnxruntime-node', 'the WASM build'])('on %s', (runtime) => {
    test.each(golden.map((entry, i) => [i, entry] as const))('gives the latents of diffusers at every step and its picture, golden recipe %i', async (_, { recipe, timesteps, latents, picture }) => {
      const steps: { timestep: number; latent: Float32Array }[] = [];
      const face = await runtimes[runtime]?.generate(parseRecipe(recipe), { layout: null, onStep: null, onLatent: ({ timestep, latent }) => steps.push({ timestep, latent }) });
      expect(steps.map((step) => step.timestep)).toEqual(timesteps);
      latents.forEach((expected, step) => {
        const latent = steps[step]?.latent ?? [];
        expect(latent).toHaveLength(expected.length);
        expect(Math.max(...Array.from(latent, (value, i) => Math.abs(value - (expected[i] ?? NaN)))), `step ${String(step)}`).toBeLessThan(1e-3);
      });
      const rgb = [...(face?.pixels.data ?? [])].filter((_, i) => i % 4 !== 3);
      expect(Math.max(...rgb.map((value, i) => Math.abs(value - (picture.data[i] ?? NaN))))).toBeLessThanOrEqual(1);
    }, 60_000);
  });
});
