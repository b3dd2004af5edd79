import { useEffect } from 'react';
import { engine } from '../../engine/client';
import { startRecovery } from '../../engine/recovery/startRecovery';
import { usePack, usePackManifest } from '../../engine/usePack';
import { startAutosave } from '../../features/compose/autosave';
import { startPromptHistory } from '../../features/compose/promptHistory';
import { useCompose } from '../../features/compose/store';
import { readLibrary } from '../../library/store';
import { emptyTrash } from '../../storage/trash';
import { alertError } from '../../ui/notices';
import { logEvent } from '../diagnostics/log';
import { keepForOffline, startOffline } from '../offline/offline';
import { startFirstDraft } from '../recipes/firstDraft';
import { useSharedLink } from '../recipes/sharing';
import { startPreferences } from './preferences';
import { queryClient } from './queryClient';
import { tellOfSetAside } from './setAside';

/** What goes on in the background for as long as the studio is open. */
export function useStudioStart(): void {
  const manifest = usePackManifest();
  const { data: pack, error: packError, isPending: loading } = usePack();

  useEffect(() => startPreferences(), []);
  useEffect(() => startAutosave(), []);
  useEffect(() => startPromptHistory(), []);
  useEffect(() => startRecovery(engine, queryClient, logEvent), []);
  useEffect(() => readLibrary(), []);
  // Without storage the studio works all the same, and says so where something was to be kept.
  useEffect(() => void emptyTrash().catch(() => undefined), []);

  // Not before the model is loaded: a service worker that takes charge meanwhile would come between the runtime and its files.
  useEffect(() => (loading ? undefined : startOffline()), [loading]);

  // A batch goes on once there is a model to go on with.
  useEffect(() => {
    if (loading) return undefined;
    const starting = import('../batches/batchRunner').then(({ startBatches }) => startBatches());
    return () => void starting.then((stop) => stop());
  }, [loading]);

  useEffect(() => {
    if (pack) void keepForOffline(pack);
  }, [pack]);

  useEffect(() => {
    if (manifest && !useCompose.getState().draft) {
      // Not before the draft was read, which may have to be set aside as well. Without storage nothing is.
      startFirstDraft(manifest).then(tellOfSetAside).catch(() => undefined);
    }
  }, [manifest]);

  // After the draft is there: the link's recipe goes over it, and Undo brings it back.
  useSharedLink(manifest);

  useEffect(() => {
    if (packError) alertError(packError.message);
  }, [packError]);
}
