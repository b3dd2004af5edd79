import { SynthesisEngine } from './engine';

/** A worker that makes faces, with no model in it yet. */
export const spawnSynthesis = () => new Worker(new URL('../../workers/synthesis/worker.ts', import.meta.url), { type: 'module', name: 'synthesis' });

/** The studio's only engine: one worker, one model in memory. */
export const engine = new SynthesisEngine(spawnSynthesis);
