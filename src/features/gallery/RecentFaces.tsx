import type { Face } from '../../domain/face/face';
import { FacePicture } from '../../library/FacePicture';
import type { FaceSummary } from '../../storage/summary';
import { CommandButton } from '../../ui/CommandButton';
import { labelText } from '../../ui/labelText';

interface RecentFacesProps {
  readonly faces: readonly FaceSummary[];
  /** The kept face on the stage, which may be older than these. */
  readonly shown: Face | null;
  readonly onShow: (id: string) => void;
  readonly onDelete: (id: string) => void;
}

/** Faces made before, newest first, kept in this browser. */
export function RecentFaces({ faces, shown, onShow, onDelete }: RecentFacesProps) {
  return (
    <section className="recent" aria-labelledby="recent-title">
      <div className="recent-head">
        <h2 id="recent-title" aria-label="Recent faces">
          Recent
        </h2>
        {shown && (
          <CommandButton command="delete-face" className="button quiet" title="Delete the face on the stage; Undo brings it back">
            Delete
          </CommandButton>
        )}
      </div>
      {faces.length === 0 && <p className="note recent-none">The faces you make are kept here, in this browser.</p>}
      <ul className="recent-strip" tabIndex={0} aria-labelledby="recent-title" hidden={faces.length === 0}>
        {faces.map((face) => (
          <li key={face.id}>
            <button
              type="button"
              className="thumb"
              aria-label={`Show ${face.recognised === null ? '' : `${face.recognised} `}face ${face.id.slice(0, 6)}`}
              aria-current={face.id === shown?.id || undefined}
              title={`${labelText(face)}, seed ${face.seed}`}
              onClick={() => onShow(face.id)}
              onKeyDown={(event) => {
                if (event.key === 'Delete') onDelete(face.id);
              }}
            >
              <FacePicture faceId={face.id} size={48} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
