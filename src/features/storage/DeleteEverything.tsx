import { useRef } from 'react';
import { countOf } from '../../ui/format';

interface DeleteEverythingProps {
  readonly faces: number;
  readonly busy: string | null;
  readonly onDelete: () => void;
}

/** The one deletion that nothing undoes, so it is asked about. */
export function DeleteEverything({ faces, busy, onDelete }: DeleteEverythingProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  return (
    <>
      <div className="row wrap">
        <button type="button" className="button danger" disabled={busy !== null} onClick={() => dialog.current?.showModal()}>
          Delete everything…
        </button>
        {busy !== null && <span className="note">{busy}</span>}
      </div>
      <dialog ref={dialog} className="dialog" aria-labelledby="delete-title">
        <h2 id="delete-title">Delete everything?</h2>
        <p>
          {countOf(faces, 'face')} with all that is said of them, batches, settings, models and the studio's offline copy will be gone from this browser. Nothing brings them back. Other tabs with the studio open anew; what they are making is lost.
        </p>
        {faces > 0 && (
          <p>
            To keep the faces, export them first: <a href="#/gallery">gallery</a>, then Export. The zip can be opened here again.
          </p>
        )}
        <form method="dialog" className="row">
          <button type="submit" className="button">
            Cancel
          </button>
          <button type="button" className="button danger" onClick={onDelete}>
            Delete everything
          </button>
        </form>
      </dialog>
    </>
  );
}
