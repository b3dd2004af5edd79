import { useEffect, useMemo } from 'react';
import { reviewState, type Curation } from '../../domain/curation/curation';
import { useShown } from '../../library/shown';
import { curationOf, facesAtHand } from '../../library/store';
import type { FaceSummary } from '../../storage/summary';
import { CommandButton } from '../../ui/CommandButton';
import { forgetExport, useGallery } from './store';

interface ExportButtonProps {
  readonly shown: readonly FaceSummary[];
  readonly chosen: readonly string[];
  readonly onExport: (ids: readonly string[]) => void;
}

/**
 * Exports the chosen faces, or else those accepted among the shown, or else all shown, and says which: a filter takes out what
 * it hides. Accepted faces that it hides can be exported with the rest of the accepted by a button of their own.
 */
export function ExportButton({ shown, chosen, onExport }: ExportButtonProps) {
  const faces = useShown(facesAtHand);
  const curations = useShown((state) => state.curations);
  const allAccepted = useMemo(() => acceptedIds(faces, curations), [faces, curations]);
  const accepted = useMemo(() => acceptedIds(shown, curations), [shown, curations]);
  const hidesAccepted = accepted.length < allAccepted.length;
  const [ids, which] = useMemo((): readonly [readonly string[], string] => {
    if (chosen.length > 0) return [chosen, 'chosen'];
    if (accepted.length > 0) return [accepted, hidesAccepted ? 'shown and accepted' : 'accepted'];
    return [shown.map(({ id }) => id), 'shown'];
  }, [chosen, accepted, hidesAccepted, shown]);
  useEffect(() => {
    useGallery.setState({ exportable: ids });
    return () => useGallery.setState({ exportable: [] });
  }, [ids]);
  const asked = useGallery((state) => state.exportAsked);
  useEffect(() => {
    if (!asked || ids.length === 0) return;
    forgetExport();
    onExport(ids);
  }, [asked, ids, onExport]);
  return (
    <>
      <CommandButton command="export" id="export-faces" title="Export as a labelled set">
        {ids.length === 0 ? 'None to export' : `Export ${ids.length} ${which}…`}
      </CommandButton>
      {chosen.length === 0 && hidesAccepted && (
        <button type="button" className="button quiet" onClick={() => onExport(allAccepted)}>
          {`Export all ${allAccepted.length} accepted…`}
        </button>
      )}
    </>
  );
}

function acceptedIds(faces: readonly FaceSummary[], curations: ReadonlyMap<string, Curation>): string[] {
  return faces.filter((face) => reviewState(curationOf(curations, face.id)) === 'accepted').map(({ id }) => id);
}
