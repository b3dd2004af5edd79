import { create } from 'zustand';
import type { LabelledPicture } from '../../domain/labelling/labelTable';

/** Labelling of pictures under way, or how the last one ended. It goes on in whatever view one is. */
export interface LabelRun {
  readonly status: 'running' | 'done' | 'stopped';
  readonly total: number;
  readonly pictures: readonly LabelledPicture[];
  /** Time that the pictures so far took, in ms. */
  readonly milliseconds: number;
  /** Names of the pack's AU columns, in order. */
  readonly auColumns: readonly string[];
  readonly stop: () => void;
}

export const useLabelRun = create<{ readonly run: LabelRun | null }>(() => ({ run: null }));
