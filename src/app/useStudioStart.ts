import { useEffect } from 'react';
import { usePack, usePackManifest } from '../engine/usePack';
import { startAutosave } from '../features/compose/autosave';
import { adaptToPack, defaultRecipe, randomSeed } from '../features/compose/defaults';
import { startDraft, useCompose } from '../features/compose/store';
import { recentFacesQuery } from '../features/gallery/useRecentFaces';
import { onLibraryChange } from '../storage/changes';
import { readDraft } from '../storage/draft';
import { emptyTrash } from '../storage/trash';
import { alertError } from '../ui/notices';
import { startBatches } from './batchRunner';
import { startCrashRecovery } from './crashRecovery';
import { keepForOffline, startOffline } from './offline';
import { startPreferences } from './preferences';
import { queryClient } from './queryClient';
import { useSharedLink } from './sharing';

/** What goes on in the background for as long as the studio is open. */
export function useStudioStart(): void {
  const manifest = usePackManifest();
  const { data: pack, error: packError, isPending: loading } = usePack();

  useEffect(() => startPreferences(), []);
  useEffect(() => startAutosave(), []);
  useEffect(() => startCrashRecovery(), []);
  useEffect(() => startKeepingRecent(), []);
  useEffect(() => startBatches(), []);

  // Not before the model is loaded: a service worker that takes charge meanwhile would come between the runtime and its files.
  useEffect(() => (loading ? undefined : startOffline()), [loading]);

  useEffect(() => {
    if (pack) void keepForOffline(pack);
  }, [pack]);

  useEffect(() => {
    if (!manifest || useCompose.getState().draft) return;
    const saved = readDraft();
    startDraft(saved ? adaptToPack(saved, manifest) : defaultRecipe(manifest, randomSeed()));
  }, [manifest]);

  // After the draft is there: the link's recipe goes over it, and Undo brings it back.
  useSharedLink(manifest);

  useEffect(() => {
    if (packError) alertError(packError.message);
  }, [packError]);
}

/** The recent faces follow what happens to faces anywhere; what was deleted long ago goes for good. */
function startKeepingRecent(): () => void {
  // Without storage the studio works all the same, and says so where something was to be kept.
  emptyTrash().catch(() => undefined);
  return onLibraryChange(({ what }) => {
    if (what === 'faces') void queryClient.invalidateQueries(recentFacesQuery);
  });
}
