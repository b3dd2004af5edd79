import { isOpen } from '../../storage/batchRecords';
import { BatchRow } from './BatchRow';
import { EmptyQueue } from './EmptyQueue';
import { cancelBatches } from './cancel';
import { useBatches } from './store';
import { telling } from './telling';

interface QueueProps {
  /** Id of the model that is loaded; null while there is none. */
  readonly pack: string | null;
  readonly onOpenFace: (faceId: string) => void;
  readonly onOpenBoard: (board: string) => void;
}

/** What is being made, what comes next, and below what has ended. */
export function Queue({ pack, onOpenFace, onOpenBoard }: QueueProps) {
  const { status, batches } = useBatches();
  if (status === 'unread') return <p className="empty block">Reading the batches kept in this browser …</p>;
  if (status === 'failed') return <p className="empty block">The batches kept in this browser cannot be read: its storage is closed to this page.</p>;
  if (batches.length === 0) return <EmptyQueue />;

  const open = batches.filter(({ batch }) => isOpen(batch));
  const ended = batches.filter(({ batch }) => !isOpen(batch)).reverse();
  const all = open.map(({ batch }) => batch);
  const rest = all.filter(({ state }) => state !== 'running');
  return (
    <>
      {open.length > 0 && (
        <>
          <div className="view-bar">
            <h3>Queue</h3>
            {rest.length > 0 && rest.length < all.length && (
              <button type="button" className="button" onClick={() => telling(() => cancelBatches(rest))}>
                Cancel the rest ({rest.length})
              </button>
            )}
            {all.length > 1 && (
              <button type="button" className="button" onClick={() => telling(() => cancelBatches(all))}>
                Cancel all {all.length}
              </button>
            )}
          </div>
          <ol className="batch-list" aria-label="Batches in the queue">
            {open.map((progress, index) => (
              <BatchRow
                key={progress.batch.id}
                progress={progress}
                place={{ first: index === 0, last: index === open.length - 1 }}
                pack={pack}
                onOpenFace={onOpenFace}
                onOpenBoard={onOpenBoard}
              />
            ))}
          </ol>
        </>
      )}
      {ended.length > 0 && (
        <>
          <div className="view-bar">
            <h3>Ended</h3>
          </div>
          <ol className="batch-list" aria-label="Batches that have ended">
            {ended.map((progress) => (
              <BatchRow key={progress.batch.id} progress={progress} place={null} pack={pack} onOpenFace={onOpenFace} onOpenBoard={onOpenBoard} />
            ))}
          </ol>
        </>
      )}
    </>
  );
}
