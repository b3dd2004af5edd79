import { accept, judge, toggleStars } from '../../library/changes';
import { COMPARABLE, areComparable } from '../../library/comparable';
import { useOpenSet } from '../../library/openSet';
import { useShown } from '../../library/shown';
import { curationOf } from '../../library/store';
import { useKeysOf, useTitle } from '../../ui/Shortcut';
import { ariaKeys } from '../../ui/keys';
import { NamesField } from './NamesField';
import { clearSelection } from './store';

interface SelectionBarProps {
  readonly ids: readonly string[];
  readonly onOpen: (id: string) => void;
  readonly onDelete: (ids: readonly string[]) => void;
  readonly onArchive: (ids: readonly string[]) => void;
  /** Sets two to four faces against each other. */
  readonly onCompare: (ids: readonly string[]) => void;
}

/** What can be done with the chosen faces. A verdict given here is a bulk one: it names no expression. */
export function SelectionBar({ ids, onOpen, onDelete, onArchive, onCompare }: SelectionBarProps) {
  const compareTitle = useTitle('Two to four faces can be compared', 'compare');
  const compareKeys = useKeysOf('compare');
  const allArchived = useShown(({ curations }) => ids.every((id) => curationOf(curations, id).archived));
  const archiveTitle = useTitle('Archived faces are kept, but hidden from gallery, review and exports', 'archive');
  const archiveKeys = useKeysOf('archive');
  /** A merged set is looked at where it lies: nothing of it can be deleted from here. */
  const ofSet = useOpenSet((state) => state.set !== null);
  const [first] = ids;
  if (first === undefined) return null;
  return (
    <section className="selection-bar" aria-label="Chosen faces">
      <div className="row">
        <p className="readout">{`${ids.length} chosen`}</p>
        {ids.length === 1 && (
          <button type="button" className="button" onClick={() => onOpen(first)}>
            Open
          </button>
        )}
        {ids.length >= COMPARABLE.min && !ofSet && (
          <button
            type="button"
            className="button"
            disabled={!areComparable(ids)}
            title={compareTitle}
            aria-keyshortcuts={ariaKeys(compareKeys)}
            onClick={() => onCompare(ids)}
          >
            Compare
          </button>
        )}
        <button type="button" className="button" onClick={() => void toggleStars(ids)}>
          Star
        </button>
        <button type="button" className="button" onClick={() => void accept(ids, 'first')}>
          Accept
        </button>
        <button type="button" className="button" onClick={() => void judge(ids, 'first', { state: 'rejected', label: null })}>
          Reject
        </button>
        <button type="button" className="button" title={archiveTitle} aria-keyshortcuts={ariaKeys(archiveKeys)} onClick={() => onArchive(ids)}>
          {allArchived ? 'Bring back' : 'Archive'}
        </button>
        {!ofSet && (
          <button type="button" className="button" onClick={() => onDelete(ids)}>
            Delete
          </button>
        )}
        <button type="button" className="button quiet" onClick={clearSelection}>
          Choose none
        </button>
      </div>
      <div className="row">
        <NamesField kind="boards" label="Board" ids={ids} />
        <NamesField kind="tags" label="Tag" ids={ids} />
      </div>
    </section>
  );
}
