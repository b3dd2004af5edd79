import type { Sampler as SamplerName } from '../../../src/domain/recipe/recipe';
import { ddim } from './ddim';
import { dpmSolver } from './dpmSolver';
import { euler } from './euler';
import type { PredictionType } from './prediction';
import type { Sampler } from './sampler';
import type { ScheduleConfig } from './schedule';

/** The sampler of this name over the pack's schedule; the student is sampled with DDIM. */
export function createSampler(name: SamplerName, schedule: ScheduleConfig, predictionType: PredictionType, steps: number): Sampler {
  switch (name) {
    case 'ddim':
    case 'student':
      return ddim(schedule, predictionType, steps);
    case 'dpmsolver++':
      return dpmSolver(schedule, predictionType, steps);
    case 'euler':
      return euler(schedule, predictionType, steps);
  }
}
