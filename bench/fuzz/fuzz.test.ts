import fc from 'fast-check';
import { describe, it } from 'vitest';
import { makeTargets, survives } from './targets';

/** Of each kind, fewer of those that take long; `npm run bench -- fuzz` has many more. */
const INPUTS = 400;

describe('whatever is opened', async () => {
  it.each(await makeTargets())('$name: an answer or an error in words', async (target) => {
    await fc.assert(fc.asyncProperty(target.input, (input) => survives(target, input)), { numRuns: INPUTS / target.cost, seed: 1 });
  });
});
