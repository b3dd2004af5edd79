import { SynthesisEngine } from './engine';

/** The studio's only engine: one worker, one model in memory. */
export const engine = new SynthesisEngine(
  () => new Worker(new URL('../../workers/synthesis/worker.ts', import.meta.url), { type: 'module', name: 'synthesis' }),
);
