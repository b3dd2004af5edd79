import { describe, expect, it } from 'vitest';
import golden from './fixtures/schedulers.json';
import { createSampler } from './createSampler';
import { alphasCumprod } from './schedule';
import type { ScheduleConfig } from './schedule';

/** The stand-in network of training/golden/schedulers.py. */
function model(latent: Float32Array, timestep: number): Float32Array {
  return latent.map((x) => Math.fround(0.9 * Math.fround(Math.tanh(x))) + (0.05 * timestep) / 1000);
}

function config(entry: Partial<ScheduleConfig>): ScheduleConfig {
  return { numTrainTimesteps: 1000, betaSchedule: 'squaredcos_cap_v2', betaStart: 0.0001, betaEnd: 0.02, timestepSpacing: 'trailing', ...entry };
}

describe(`the noise schedules of diffusers ${golden.diffusers}`, () => {
  it.each(golden.alphas)('$betaSchedule', ({ timesteps, alphasCumprod: expected, betaSchedule, betaStart, betaEnd }) => {
    const alphas = alphasCumprod(config({ betaSchedule: betaSchedule as ScheduleConfig['betaSchedule'], betaStart, betaEnd }));
    timesteps.forEach((t, i) => {
      expect((alphas[t] ?? NaN) / (expected[i] ?? NaN)).toBeCloseTo(1, 4);
      expect(Math.abs((alphas[t] ?? NaN) - (expected[i] ?? NaN))).toBeLessThan(1e-6);
    });
  });
});

it('end in nothing but noise where they are rescaled to', () => {
  const alphas = alphasCumprod(config({ betaSchedule: 'scaled_linear', betaStart: 0.00085, betaEnd: 0.012, rescaleBetasZeroSnr: true }));
  golden.zeroSnr.forEach((expected, i) => {
    expect(Math.abs((alphas[111 * i] ?? NaN) - expected)).toBeLessThan(1e-6);
  });
  expect(alphas.at(-1)).toBe(0);
});

describe(`the timesteps of diffusers ${golden.diffusers}`, () => {
  it.each(golden.timesteps)('$sampler, $timestepSpacing, $steps steps', ({ sampler, timestepSpacing, steps, timesteps }) => {
    const made = createSampler(sampler as 'ddim', config({ timestepSpacing: timestepSpacing as 'trailing' }), 'sample', steps);
    expect(made.timesteps).toEqual(timesteps);
  });

  it('never go below 0, where diffusers does by rounding', () => {
    for (const steps of [61, 103, 121, 122]) {
      const { timesteps } = createSampler('ddim', config({}), 'sample', steps);
      expect(timesteps).toHaveLength(steps);
      expect(Math.min(...timesteps)).toBeGreaterThanOrEqual(0);
    }
  });
});

describe(`the samplers of diffusers ${golden.diffusers}, latent by latent`, () => {
  it.each(golden.traces)('$sampler, $betaSchedule, $timestepSpacing, $predictionType, $steps steps', (entry) => {
    const schedule = config({
      betaSchedule: entry.betaSchedule as ScheduleConfig['betaSchedule'],
      betaStart: entry.betaStart,
      betaEnd: entry.betaEnd,
      timestepSpacing: entry.timestepSpacing as ScheduleConfig['timestepSpacing'],
      ...('stepsOffset' in entry && { stepsOffset: entry.stepsOffset, setAlphaToOne: entry.setAlphaToOne }),
    });
    const sampler = createSampler(entry.sampler as 'ddim', schedule, entry.predictionType as 'sample', entry.steps);
    expect(sampler.timesteps).toEqual(entry.timesteps);
    let latent = Float32Array.from(golden.latent, (noise) => noise * (sampler.initialScale ?? 1));
    let before: Float32Array | null = null;
    entry.latents.forEach((expected, index) => {
      const stepped: ReturnType<typeof sampler.step> = sampler.step(index, latent, model(latent, sampler.timesteps[index] ?? 0), before);
      latent = Float32Array.from(stepped.latent);
      before = stepped.sample;
      latent.forEach((value, i) => {
        const wanted = expected[i] ?? NaN;
        expect(Math.abs(value - wanted), `step ${String(index)}`).toBeLessThan(1e-4 * (1 + Math.abs(wanted)));
      });
    });
  });
});
