import { useEffect, useRef, useState } from 'react';
import { ExportError, exportFaces } from '../../engine/exporter';
import { saveFile } from '../../ui/saveFile';
import type { ExportOrder, ExportProgress, ExportSummary } from '../../domain/dataset/exportRun';
import { chooseFile } from './chooseFile';

/** Where an export stands. */
export type ExportState =
  | { readonly phase: 'idle' }
  | { readonly phase: 'running'; readonly progress: ExportProgress; readonly seconds: number; readonly stopping: boolean }
  | { readonly phase: 'done'; readonly summary: ExportSummary }
  | { readonly phase: 'failed'; readonly message: string };

/** How often progress is shown, in ms: a message comes for every face. */
const SHOW_EVERY_MS = 100;

/** One export at a time; leaving the dialog cancels it. */
export function useExport() {
  const [state, setState] = useState<ExportState>({ phase: 'idle' });
  const controller = useRef<AbortController | null>(null);
  useEffect(() => () => controller.current?.abort(), []);

  async function start(request: ExportOrder): Promise<void> {
    const chosen = await chooseFile(request.settings.name);
    if (chosen === 'called-off') return;
    const current = new AbortController();
    controller.current = current;
    const begun = performance.now();
    let shown = -Infinity;
    const show = (progress: ExportProgress) => {
      const now = performance.now();
      if (now - shown < SHOW_EVERY_MS && progress.done < progress.total) return;
      shown = now;
      setState({ phase: 'running', progress, seconds: (now - begun) / 1000, stopping: current.signal.aborted });
    };
    show({ done: 0, total: request.ids.length });
    try {
      const summary = await exportFaces(request, chosen.target, { signal: current.signal, onProgress: show });
      if (summary.file !== null) saveFile(`${request.settings.name}.zip`, summary.file);
      setState({ phase: 'done', summary });
    } catch (error) {
      if (error instanceof ExportError && error.code === 'cancelled') setState({ phase: 'idle' });
      else setState({ phase: 'failed', message: error instanceof Error ? error.message : String(error) });
    }
  }

  function cancel(): void {
    controller.current?.abort();
    setState((before) => (before.phase === 'running' ? { ...before, stopping: true } : before));
  }

  /** Forget how the last export ended: other settings are being chosen. */
  function reset(): void {
    setState({ phase: 'idle' });
  }

  return { state, start, cancel, reset };
}
