import { askToPersist } from '../../storage/persistence';
import type { StorageUse } from '../../storage/usage';
import { formatSize } from '../../ui/format';
import { useStorageTask } from './useStorageUse';

/** How much of the room is used, and whether the browser promised to keep it. */
export function Persistence({ use: { total, quota, persisted } }: { readonly use: StorageUse }) {
  const run = useStorageTask();
  const ask = () =>
    run(async () =>
      (await askToPersist())
        ? 'The browser has promised to keep what is stored.'
        : 'The browser did not promise it. Browsers promise it to pages that are installed or opened often; try again later.',
    );
  return (
    <>
      {total !== null && quota !== null && (
        <p className="row">
          <progress max={quota} value={total} aria-label="Storage used" />
          <span className="readout">
            {formatSize(total)} used of the {formatSize(quota)} that this browser allows
          </span>
        </p>
      )}
      {persisted ? (
        <p>The browser has promised to keep it, also when the disk gets full.</p>
      ) : (
        <div className="row wrap">
          <p>The browser may clear it when the disk gets full.</p>
          <button type="button" className="button" onClick={ask}>
            Ask it to keep everything
          </button>
        </div>
      )}
    </>
  );
}
