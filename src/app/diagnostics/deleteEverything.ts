import { useCompose } from '../../features/compose/store';
import { clearStudioDb } from '../../storage/db';
import { removeAllPacks } from '../../storage/packFiles';
import { clearSettings } from '../../storage/settings';

/** Leaves nothing of the studio in this browser, and opens it as on the first day. */
export async function deleteEverything(): Promise<void> {
  // What is still on the panel would be written down again on leaving.
  useCompose.setState({ draft: null });
  await clearStudioDb();
  clearSettings();
  await removeAllPacks();
  if (typeof caches !== 'undefined') await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
  const registration = await navigator.serviceWorker?.getRegistration();
  await registration?.unregister();
  location.assign(location.pathname);
}
