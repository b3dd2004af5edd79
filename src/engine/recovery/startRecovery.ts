import type { QueryClient } from '@tanstack/react-query';
import { alertError, announce } from '../../ui/notices';
import type { SynthesisEngine } from '../engine';
import { useLoadProgress } from '../progress';
import { packQuery } from '../usePack';
import { pageInSight } from './inSight';
import type { WorkerEnd } from './workerEnd';

/**
 * After every end of the worker: says so, and has the pack loaded anew. What waits in the engine's queue goes on then.
 * @param log remembers the event for the diagnostics
 * @returns the way to stop
 */
export function startRecovery(engine: Pick<SynthesisEngine, 'onEnd'>, client: QueryClient, log: (event: string) => void): () => void {
  return engine.onEnd((end) => {
    log(`${end.cause}: ${end.error.message}`);
    useLoadProgress.setState({ progress: null });
    // While the pack itself loads, its query reports the fault, and the user tries again.
    if (client.getQueryState(packQuery.queryKey)?.fetchStatus === 'fetching') return;
    tell(end);
    void loadAnew(client);
  });
}

function tell({ cause, error }: WorkerEnd): void {
  switch (cause) {
    case 'crash':
      return alertError(error.message);
    case 'device-lost':
      return announce('The graphics device was lost. Loading the model again and starting over.');
    case 'slow-stop':
      return announce('Stopping took so long that the model is loaded anew.');
  }
}

/** A machine that sleeps may have no device: what failed while nobody looked is tried again for who comes back. */
async function loadAnew(client: QueryClient): Promise<void> {
  await client.resetQueries(packQuery);
  if (document.visibilityState === 'visible' || client.getQueryState(packQuery.queryKey)?.status !== 'error') return;
  await pageInSight(new AbortController().signal);
  await client.resetQueries(packQuery);
}
