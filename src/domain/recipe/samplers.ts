import type { Sampler } from './recipe';

/** The samplers as the studio names them. */
export const SAMPLER_NAMES: Readonly<Record<Sampler, string>> = { ddim: 'DDIM', 'dpmsolver++': 'DPM-Solver++', euler: 'Euler', student: 'Student' };
