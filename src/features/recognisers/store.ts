import { create } from 'zustand';
import type { RecogniserTrial } from '../../domain/recognisers/trial';

interface Trials {
  /** What the recogniser that was added or checked last says of the known pictures. */
  readonly shown: RecogniserTrial | null;
}

export const useTrials = create<Trials>(() => ({ shown: null }));
