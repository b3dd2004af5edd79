import { engine } from '../../engine/client';
import { useLoadProgress } from '../../engine/progress';
import { packQuery } from '../../engine/usePack';
import { alertError } from '../../ui/notices';
import { logEvent } from '../diagnostics/log';
import { queryClient } from '../shell/queryClient';

/** Says that the worker crashed and loads the model anew. */
export function startCrashRecovery(): () => void {
  return engine.onCrash((error) => {
    logEvent(`crash: ${error.message}`);
    useLoadProgress.setState({ progress: null });
    // While the pack itself loads, its query reports the crash, and the user tries again.
    if (queryClient.getQueryState(packQuery.queryKey)?.fetchStatus === 'fetching') return;
    alertError(error.message);
    void queryClient.resetQueries(packQuery);
  });
}
