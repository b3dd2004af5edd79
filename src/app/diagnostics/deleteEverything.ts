import { deleteStudioDb } from '../../storage/db';
import { removeAllExports } from '../../storage/exportFolder';
import { STUDIO_CACHE } from '../../storage/offlineCaches';
import { eraseAlone } from '../../storage/opening';
import { removeAllPacks } from '../../storage/packFiles';
import { clearSettings } from '../../storage/settings';

/** Leaves nothing of the studio in this browser, and opens it as on the first day, in every tab. */
export async function deleteEverything(): Promise<void> {
  await eraseAlone(async () => {
    await deleteStudioDb();
    clearSettings();
    await removeAllPacks();
    await removeAllExports();
    // First: it would keep again what is fetched meanwhile.
    await (await navigator.serviceWorker?.getRegistration())?.unregister();
    if (typeof caches !== 'undefined') await Promise.all((await caches.keys()).filter((name) => name.startsWith(STUDIO_CACHE)).map((name) => caches.delete(name)));
    location.assign(location.pathname);
  });
}
