import { useEffect, useMemo } from 'react';
import { reviewState } from '../../domain/curation/curation';
import { curationOf, useLibrary } from '../../library/store';
import type { FaceSummary } from '../../storage/summary';
import { forgetExport, useGallery } from './store';

interface ExportButtonProps {
  readonly shown: readonly FaceSummary[];
  readonly chosen: readonly string[];
  readonly onExport: (ids: readonly string[]) => void;
}

/** Exports the chosen faces, or else those accepted, or else those shown, and says which. */
export function ExportButton({ shown, chosen, onExport }: ExportButtonProps) {
  const faces = useLibrary((state) => state.faces);
  const curations = useLibrary((state) => state.curations);
  const accepted = useMemo(
    () => faces.filter((face) => reviewState(curationOf(curations, face.id)) === 'accepted').map(({ id }) => id),
    [faces, curations],
  );
  const [ids, which] =
    chosen.length > 0 ? [chosen, 'chosen'] : accepted.length > 0 ? [accepted, 'accepted'] : [shown.map(({ id }) => id), 'shown'];
  const asked = useGallery((state) => state.exportAsked);
  useEffect(() => {
    if (!asked || ids.length === 0) return;
    forgetExport();
    onExport(ids);
  }, [asked, ids, onExport]);
  return (
    <button type="button" className="button" disabled={ids.length === 0} onClick={() => onExport(ids)}>
      {ids.length === 0 ? 'None to export' : `Export ${ids.length} ${which}…`}
    </button>
  );
}
