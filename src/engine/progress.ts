import { create } from 'zustand';
import type { LoadProgress } from '../domain/packs/loading';

/** How far the running pack load is; null before the first report. */
export const useLoadProgress = create<{ readonly progress: LoadProgress | null }>(() => ({ progress: null }));
