import { usePack } from '../../engine/usePack';
import { useLayoutPictures } from '../../features/compose/layoutPictures';
import { useBusy } from '../making/useBusy';
import { reloadToUpdate, useOffline } from './offline';

/** Says that a newer build is here. It comes when the user says so, and never in the middle of something. */
export function UpdateNotice() {
  const newBuild = useOffline((state) => state.newBuild);
  const updating = useOffline((state) => state.updating);
  const pictures = useLayoutPictures((state) => state.pictures.size);
  const loading = usePack().isPending;
  const busy = useBusy() ?? (loading ? 'The model is being loaded: wait for it.' : null);
  if (!newBuild) return null;
  return (
    <div className="alert calm" role="status" aria-label="Update">
      <p>
        A new version of the studio is here. {busy ?? 'Settings, faces and batches stay as they are.'}
        {busy === null && pictures > 0 && ' Pictures opened as a layout have to be opened again.'}
      </p>
      <button type="button" className="button" disabled={busy !== null || updating} onClick={() => void reloadToUpdate()}>
        {updating ? 'Updating…' : 'Reload to update'}
      </button>
    </div>
  );
}
