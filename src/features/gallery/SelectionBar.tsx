import { COMPARABLE } from '../../library/comparable';
import { useOpenSet } from '../../library/openSet';
import { useShown } from '../../library/shown';
import { curationOf } from '../../library/store';
import { CommandButton } from '../../ui/CommandButton';
import { NamesField } from './NamesField';

/** What can be done with the chosen faces. */
export function SelectionBar({ ids }: { readonly ids: readonly string[] }) {
  const allArchived = useShown(({ curations }) => ids.every((id) => curationOf(curations, id).archived));
  /** A merged set is looked at where it lies: nothing of it can be deleted from here. */
  const ofSet = useOpenSet((state) => state.set !== null);
  if (ids.length === 0) return null;
  return (
    <section className="selection-bar" aria-label="Chosen faces">
      <div className="row">
        <p className="readout">{`${ids.length} chosen`}</p>
        {ids.length === 1 && (
          <CommandButton command="open-chosen" title="Show it on the stage">
            Open
          </CommandButton>
        )}
        {ids.length >= COMPARABLE.min && !ofSet && (
          <CommandButton command="compare" title="Two to four faces can be compared">
            Compare
          </CommandButton>
        )}
        <CommandButton command="star" title="Star them, or take the stars off where all have one">
          Star
        </CommandButton>
        <CommandButton command="accept-chosen" title="Accept their labels">
          Accept
        </CommandButton>
        <CommandButton command="reject-chosen" title="Reject them">
          Reject
        </CommandButton>
        <CommandButton command="archive" title="Archived faces are kept, but hidden from gallery, review and exports">
          {allArchived ? 'Bring back' : 'Archive'}
        </CommandButton>
        {!ofSet && (
          <CommandButton command="delete-chosen" title="Delete them; Undo brings them back">
            Delete
          </CommandButton>
        )}
        <CommandButton command="choose-none" className="button quiet" title="Choose none">
          Choose none
        </CommandButton>
      </div>
      <div className="row">
        <NamesField kind="boards" label="Board" ids={ids} />
        <NamesField kind="tags" label="Tag" ids={ids} />
      </div>
    </section>
  );
}
