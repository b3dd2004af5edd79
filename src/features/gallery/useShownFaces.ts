import { useMemo } from 'react';
import type { PackActionUnit } from '../../domain/packs/manifest';
import { useShown } from '../../library/shown';
import { curationOf } from '../../library/store';
import type { DuplicateGroups } from '../../library/useNearDuplicates';
import type { FaceSummary } from '../../storage/summary';
import { faceFilter, oneOfEach } from './filters';
import { sortFaces } from './sorting';
import { useGallery } from './store';

/** The faces that pass the filters, in the order chosen. */
export function useShownFaces(duplicates: DuplicateGroups, units: readonly PackActionUnit[]): readonly FaceSummary[] {
  const faces = useShown((state) => state.faces);
  const curations = useShown((state) => state.curations);
  const filters = useGallery((state) => state.filters);
  const sort = useGallery((state) => state.sort);
  // Sorted before they are filtered: filters change far more often than orders and faces.
  const sorted = useMemo(() => sortFaces(faces, sort), [faces, sort]);
  return useMemo(() => {
    const passes = faceFilter(filters, { curationOf: (id) => curationOf(curations, id), duplicates, units });
    const shown = sorted.filter(passes);
    return filters.duplicates === 'one of each' ? oneOfEach(shown, duplicates) : shown;
  }, [sorted, curations, filters, duplicates, units]);
}
