import { create } from 'zustand';

/** What is imported, and what is counted of it. */
interface Imported {
  readonly file: string;
  readonly unit: 'face' | 'row';
}

/** The import that goes on, if one does. */
interface ImportState {
  readonly current: (Imported & { readonly done: number }) | null;
}

/** How often progress is shown, in ms: a message comes for every face. */
const SHOW_EVERY_MS = 100;

export const useImport = create<ImportState>(() => ({ current: null }));

/** Shows how far the task has come for as long as it lasts. */
export async function showingProgress<T>(imported: Imported, task: (onProgress: (done: number) => void) => Promise<T>): Promise<T> {
  let shown = -Infinity;
  useImport.setState({ current: { ...imported, done: 0 } });
  try {
    return await task((done) => {
      const now = performance.now();
      if (now - shown < SHOW_EVERY_MS) return;
      shown = now;
      useImport.setState({ current: { ...imported, done } });
    });
  } finally {
    useImport.setState({ current: null });
  }
}
