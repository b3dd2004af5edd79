import { useCallback } from 'react';
import type { PackActionUnit } from '../../domain/packs/manifest';
import { useOpenSet } from '../../library/openSet';
import { useShown } from '../../library/shown';
import { useInSlices } from '../../library/slices';
import { sortedBy } from '../../library/sortedBy';
import { curationOf } from '../../library/store';
import type { DuplicateGroups } from '../../library/useNearDuplicates';
import type { FaceSummary } from '../../storage/summary';
import { passing } from './filters';
import { SORTS } from './sorting';
import { useGallery } from './store';

const NONE: readonly FaceSummary[] = [];

/**
 * The faces that pass the filters, in the order chosen; of very many, those before a change until it is worked out. Null where none
 * of the library at hand, the open set or the kept faces, have been worked out.
 */
export function useShownFaces(duplicates: DuplicateGroups, units: readonly PackActionUnit[]): readonly FaceSummary[] | null {
  const set = useOpenSet((state) => state.set);
  const faces = useShown((state) => state.faces);
  const curations = useShown((state) => state.curations);
  const filters = useGallery((state) => state.filters);
  const sort = useGallery((state) => state.sort);
  // Sorted before they are filtered: filters change far more often than orders and faces.
  const sorting = useCallback(
    function* () {
      return { set, faces: yield* sortedBy<FaceSummary>(faces, SORTS[sort]) };
    },
    [set, faces, sort],
  );
  const sorted = useInSlices(sorting, { set, faces: NONE });
  const filtering = useCallback(
    function* () {
      return { set: sorted.set, faces: yield* passing(sorted.faces, filters, { curationOf: (id) => curationOf(curations, id), duplicates, units }) };
    },
    [sorted, curations, filters, duplicates, units],
  );
  const shown = useInSlices(filtering, null);
  return shown?.set === set ? shown.faces : null;
}
