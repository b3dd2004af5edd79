import { describe, expect, it } from 'vitest';
import { forkRecipe } from '../../src/domain/recipe/forks';
import type { Recipe } from '../../src/domain/recipe/recipe';
import { testRecipe } from '../../src/domain/recipe/testRecipe';
import { SynthesisPipeline } from './pipeline';
import type { Face } from '../../src/domain/face/face';
import type { StepEvent } from '../../src/domain/face/step';
import { noVoter, testPack, testRuntime } from './testing';

const picture = { width: 4, height: 4, data: new Uint8ClampedArray(64).map((_, i) => (i % 4 === 3 ? 255 : i * 3)) };

async function open() {
  const runtime = testRuntime();
  const pipeline = await SynthesisPipeline.open(await testPack(), runtime, noVoter, () => undefined);
  const make = async (recipe: Recipe): Promise<{ face: Face; events: StepEvent[]; latents: Float32Array[]; denoised: number }> => {
    const before = runtime.calls.length;
    const events: StepEvent[] = [];
    const latents: Float32Array[] = [];
    const face = await pipeline.generate(recipe, { layout: picture, onStep: (event) => events.push(event), onLatent: ({ latent }) => latents.push(latent) });
    return { face, events, latents, denoised: runtime.calls.slice(before).filter(({ graph }) => graph === 'denoiser').length };
  };
  return make;
}

const guided = { strength: 0.5, start: 0, end: 1, iterations: 2 };
const plain = testRecipe({ pack: 'test-pack', steps: 6, expression: 'fear', au: { AU12: 0.3 }, semanticGuidance: guided });
const changed = { ...plain, au: { AU12: 1 } };

describe.each(['ddim', 'dpmsolver++'] as const)('a fork with %s', (sampler) => {
  const parent: Recipe = { ...plain, sampler };

  it.each([1, 3, 5])('with the same settings from step %i is the original, pixel by pixel', async (step) => {
    const [first, second] = [await open(), await open()];
    const original = await first(parent);
    const fork = forkRecipe(parent, parent, step);
    const [resumed, anew] = [await first(fork), await second(fork)];
    for (const made of [resumed, anew]) {
      expect(made.latents).toEqual(original.latents);
      expect(made.face.pixels).toEqual(original.face.pixels);
    }
  });

  it('has the steps of its parent up to the fork and others after it', async () => {
    const make = await open();
    const original = await make(parent);
    const fork = await make(forkRecipe(parent, changed, 3));
    expect(fork.events.map(({ step, steps }) => [step, steps])).toEqual([0, 1, 2, 3, 4, 5].map((step) => [step, 6]));
    expect(fork.latents.slice(0, 3)).toEqual(original.latents.slice(0, 3));
    fork.latents.slice(3).forEach((latent, i) => expect(latent).not.toEqual(original.latents[i + 3]));
    expect(fork.face.requestedAu).toEqual([1, 1, 0]);
    expect(fork.face.id).not.toBe(original.face.id);
  });

  it('goes on from remembered steps to the pixels that its recipe alone gives', async () => {
    const [first, second] = [await open(), await open()];
    const fork = forkRecipe(parent, changed, 4);
    await first(parent);
    const [resumed, anew] = [await first(fork), await second(fork)];
    expect([resumed.denoised, anew.denoised]).toEqual([2, 6]);
    expect(resumed.latents).toEqual(anew.latents);
    expect(resumed.face.pixels).toEqual(anew.face.pixels);
    expect(resumed.events.map(({ preview, guide, latentNorm }) => [preview, guide, latentNorm])).toEqual(anew.events.map(({ preview, guide, latentNorm }) => [preview, guide, latentNorm]));
  });
});

describe('a fork', () => {
  it('of a fork goes on from it, or from what it forked off', async () => {
    const make = await open();
    const fork = forkRecipe(plain, changed, 2);
    await make(fork);
    const later = await make(forkRecipe(fork, plain, 4));
    expect(later.denoised).toBe(2);
    const earlier = await make(forkRecipe(fork, changed, 1));
    expect(earlier.denoised).toBe(5);
  });

  it('keeps what the guide did to a text that stays, and begins anew with another text', async () => {
    const make = await open();
    const original = await make(plain);
    const unguided = { ...plain, semanticGuidance: { ...guided, strength: 0 } };
    const fork = await make(forkRecipe(plain, unguided, 3));
    expect(fork.events.map(({ guide }) => guide !== null)).toEqual([true, true, true, false, false, false]);
    const neverGuided = await make(unguided);
    expect(fork.face.pixels).not.toEqual(neverGuided.face.pixels);
    const other = await make(forkRecipe(plain, { ...plain, prompt: 'a face' }, 3));
    expect(other.latents.slice(0, 3)).toEqual(original.latents.slice(0, 3));
    expect(other.face.pixels).not.toEqual(original.face.pixels);
  });

  it('counts its step over the whole schedule where a layout leaves out the first ones', async () => {
    const make = await open();
    const parent: Recipe = { ...plain, layout: { source: { kind: 'shipped', name: 'face' }, strength: 0.5 } };
    const original = await make(parent);
    const fork = await make(forkRecipe(parent, changed, 5));
    expect(fork.events.map(({ step, steps }) => [step, steps])).toEqual([[0, 3], [1, 3], [2, 3]]);
    expect(fork.latents.slice(0, 2)).toEqual(original.latents.slice(0, 2));
    expect(fork.latents[2]).not.toEqual(original.latents[2]);
  });

  it('is made from its first step where other runs have taken its parent’s place in memory', async () => {
    const make = await open();
    await make(plain);
    for (let seed = 10; seed < 16; seed++) await make({ ...plain, seed });
    expect((await make(forkRecipe(plain, changed, 3))).denoised).toBe(6);
  });
});
