import { describe, expect, it, vi } from 'vitest';
import type { Condition } from '../families/family';
import { checkNumbers, denoise, rootMeanSquare } from './denoise';
import type { DenoiseOptions } from './denoise';
import { classifierFreeGuidance, isGuidedStep, moveText, norm, semanticGuide } from './guidance';
import { invert, stepsDenoisedAnew } from './inversion';
import { createSampler } from './createSampler';
import { alphasCumprod } from './schedule';
import type { ScheduleConfig } from './schedule';

const schedule: ScheduleConfig = { numTrainTimesteps: 1000, betaSchedule: 'squaredcos_cap_v2', betaStart: 0, betaEnd: 0, timestepSpacing: 'trailing' };
const condition: Condition = { text: Float32Array.of(1, 2), au: Float32Array.of(0.5), auScale: 1 };
const negative: Condition = { text: Float32Array.of(0, 0), au: Float32Array.of(0), auScale: 0 };
const signed = Float32Array.of(1, -2, 0.5);

function options(parts: Partial<DenoiseOptions> = {}): DenoiseOptions & { readonly batches: Condition[][] } {
  const batches: Condition[][] = [];
  return {
    batches,
    networks: {
      denoise: (latent, _, conditions) => {
        batches.push([...conditions]);
        return Promise.resolve(conditions.map(({ text }) => latent.map((x) => 0.9 * Math.tanh(x) + 0.01 * (text[0] ?? 0))));
      },
    },
    sampler: createSampler('ddim', schedule, 'sample', 4),
    start: 0,
    end: 4,
    latent: signed,
    sample: null,
    condition,
    negative,
    textGuidance: 2,
    guidanceRescale: 0,
    semanticGuide: null,
    onStep: () => undefined,
    ...parts,
  };
}

describe('the denoising loop', () => {
  it('asks for prompt and negative prompt in one call', async () => {
    const given = options();
    await denoise(given);
    expect(given.batches).toEqual(Array.from({ length: 4 }, () => [condition, negative]));
  });

  it('skips the negative prompt where the scale is 1', async () => {
    const given = options({ textGuidance: 1 });
    await denoise(given);
    expect(given.batches.every((batch) => batch.length === 1)).toBe(true);
  });

  it('tells each step as soon as it is done, and ends with the last latent', async () => {
    const steps: [number, number][] = [];
    let last = new Float32Array(0);
    const finished = await denoise(options({ onStep: ({ index, timestep, latent }) => { steps.push([index, timestep]); last = Float32Array.from(latent); } }));
    expect(steps).toEqual([[0, 999], [1, 749], [2, 499], [3, 249]]);
    expect(finished).toEqual(last);
  });

  it('can start part of the way down', async () => {
    const steps: number[] = [];
    await denoise(options({ start: 2, onStep: ({ index }) => void steps.push(index) }));
    expect(steps).toEqual([2, 3]);
  });

  it('hears a cancel that arrives as a message between steps', async () => {
    const controller = new AbortController();
    const steps: number[] = [];
    const running = denoise(options({ signal: controller.signal, onStep: ({ index }) => { steps.push(index); if (index === 1) setTimeout(() => { controller.abort(); }, 0); } }));
    await expect(running).rejects.toHaveProperty('code', 'cancelled');
    expect(steps.length).toBeLessThan(4);
  });

  it.each([['NaN', NaN], ['infinite numbers', Infinity], ['zeros', 0]])('stops where the network gives %s', async (_, value) => {
    const networks = { denoise: () => Promise.resolve([new Float32Array(3).fill(value)]) };
    await expect(denoise(options({ networks, textGuidance: 1, sampler: createSampler('ddim', schedule, 'sample', 1), end: 1 }))).rejects.toHaveProperty('code', 'numerical');
  });

  it('measures and checks latents', () => {
    expect(rootMeanSquare(Float32Array.of(3, -3))).toBe(3);
    expect(() => { checkNumbers(Float32Array.of(1, -1), 'here'); }).not.toThrow();
    expect(() => { checkNumbers(new Float32Array(4), 'step 3'); }).toThrow(/step 3/);
  });
});

describe('guidance', () => {
  it('moves from unconditional past conditional by the scale', () => {
    expect([...classifierFreeGuidance(Float32Array.of(1, 2), Float32Array.of(0, 1), 3, 0)]).toEqual([3, 4]);
    expect([...classifierFreeGuidance(Float32Array.of(1, 2), Float32Array.of(0, 1), 1, 0)]).toEqual([1, 2]);
  });

  it('takes back as much of the contrast it adds as it is told to', () => {
    const conditional = Float32Array.of(1, -1);
    expect([...classifierFreeGuidance(conditional, Float32Array.of(0, 0), 3, 0.5)]).toEqual([2, -2]);
    expect([...classifierFreeGuidance(conditional, Float32Array.of(0, 0), 3, 1)]).toEqual([1, -1]);
    expect([...classifierFreeGuidance(Float32Array.of(0, 0), Float32Array.of(0, 0), 3, 1)]).toEqual([0, 0]);
  });

  it('guides the steps between start and end', () => {
    const guided = (start: number, end: number) => [0, 1, 2, 3, 4].filter((i) => isGuidedStep(i, 5, { start, end }));
    expect(guided(0, 1)).toEqual([0, 1, 2, 3, 4]);
    expect(guided(0.3, 1)).toEqual([2, 3, 4]);
    expect(guided(0, 0.5)).toEqual([0, 1, 2]);
    expect(isGuidedStep(0, 1, { start: 0, end: 1 })).toBe(true);
  });

  it('moves the text against the gradient by exactly the strength', () => {
    const moved = moveText(Float32Array.of(1, 1), Float32Array.of(3, 4), 0.5);
    expect(moved[0]).toBeCloseTo(0.7, 6);
    expect(moved[1]).toBeCloseTo(0.6, 6);
    expect(norm(Float32Array.of(3, 4))).toBe(5);
    expect([...moveText(Float32Array.of(1, 1), Float32Array.of(0, 0), 0.5)]).toEqual([1, 1]);
  });

  it('keeps the moved text for later steps and reports what the guide saw before the update', async () => {
    const seen: number[][] = [];
    const guide = semanticGuide(
      { guide: (_, __, { text }) => { seen.push([...text]); return Promise.resolve({ loss: seen.length, probabilities: Float32Array.of(1), gradient: Float32Array.of(1, 0) }); } },
      { strength: 1, start: 0.5, end: 1, iterations: 2 },
      4,
      alphasCumprod(schedule),
      Float32Array.of(1),
    );
    const losses: (number | undefined)[] = [];
    const given = options({ semanticGuide: guide, onStep: ({ guide: report }) => void losses.push(report?.loss) });
    await denoise(given);
    expect(seen).toEqual([[1, 2], [0, 2], [-1, 2], [-2, 2]]);
    expect(losses).toEqual([undefined, undefined, 1, 3]);
    expect(given.batches.map(([first]) => first?.text[0])).toEqual([1, 1, -1, -3]);
    expect([...condition.text]).toEqual([1, 2]);
  });

  it('is cancelled between one iteration of the guide and the next', async () => {
    const stop = new AbortController();
    const iterations = vi.fn(() => {
      // As a message to the worker would.
      setTimeout(() => stop.abort());
      return Promise.resolve({ loss: 1, probabilities: Float32Array.of(1), gradient: Float32Array.of(1, 0) });
    });
    const guide = semanticGuide({ guide: iterations }, { strength: 1, start: 0, end: 1, iterations: 50 }, 4, alphasCumprod(schedule), Float32Array.of(1));
    await expect(denoise(options({ semanticGuide: guide, signal: stop.signal }))).rejects.toMatchObject({ code: 'cancelled' });
    expect(iterations).toHaveBeenCalledOnce();
  });
});

describe('layout initialisation', () => {
  it('denoises the share of the schedule that the strength says', () => {
    expect([0, 0.024, 0.5, 0.7, 1].map((strength) => stepsDenoisedAnew(strength, 20))).toEqual([0, 0, 10, 14, 20]);
  });

  it('gives the picture back when an ideal network denoises its inversion', async () => {
    // A network that knows the picture: x̂0 is the picture at every level.
    const picture = Float32Array.of(0.5, -1, 0.25);
    const networks = { denoise: (_: Float32Array, __: number, conditions: readonly Condition[]) => Promise.resolve(conditions.map(() => picture)) };
    for (const name of ['ddim', 'dpmsolver++'] as const) {
      const sampler = createSampler(name, schedule, 'sample', 20);
      const start = 8;
      const latent = await invert({ networks, predictionType: 'sample', alphasCumprod: alphasCumprod(schedule), timesteps: sampler.timesteps.slice(start).reverse(), latent: picture, noise: signed, condition: negative });
      const back = await denoise(options({ networks, sampler, start, end: 20, latent, textGuidance: 1 }));
      back.forEach((value, i) => { expect(value).toBeCloseTo(picture[i] ?? NaN, 5); });
    }
  });

  it('rises to the noise level of the step it hands over to, carrying the recipe noise', async () => {
    const picture = Float32Array.of(0.5, -1, 0.25);
    const alphas = alphasCumprod(schedule);
    const networks = { denoise: () => Promise.resolve([picture]) };
    const latent = await invert({ networks, predictionType: 'sample', alphasCumprod: alphas, timesteps: [49, 99, 499], latent: picture, noise: signed, condition: negative });
    const [alpha, sigma] = [Math.sqrt(alphas[499] ?? 0), Math.sqrt(1 - (alphas[499] ?? 0))];
    latent.forEach((value, i) => { expect(value).toBeCloseTo(alpha * (picture[i] ?? 0) + sigma * (signed[i] ?? 0), 5); });
  });

  it('can be cancelled', async () => {
    const run = invert({ networks: { denoise: () => Promise.resolve([signed]) }, predictionType: 'sample', alphasCumprod: alphasCumprod(schedule), timesteps: [49, 99], latent: signed, noise: signed, condition: negative, signal: AbortSignal.abort() });
    await expect(run).rejects.toHaveProperty('code', 'cancelled');
  });
});
