import type { Sampler as SamplerName } from '../../../src/domain/recipe/recipe';
import { ddim } from './ddim';
import { dpmSolver } from './dpmSolver';
import type { PredictionType } from './prediction';
import type { Sampler } from './sampler';
import type { ScheduleConfig } from './schedule';

/** The sampler of this name over the pack's schedule; the student is sampled with DDIM. */
export function createSampler(name: SamplerName, schedule: ScheduleConfig, predictionType: PredictionType, steps: number): Sampler {
  return name === 'dpmsolver++' ? dpmSolver(schedule, predictionType, steps) : ddim(schedule, predictionType, steps);
}
