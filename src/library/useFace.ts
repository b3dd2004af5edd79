import { queryOptions, useQuery } from '@tanstack/react-query';
import { loadFaceRecord } from '../storage/faces';
import type { FaceSummary } from '../storage/summary';

/** A face made anew has the same id, so its time belongs to the key. */
function faceQuery(face: Pick<FaceSummary, 'id' | 'savedAt'> | null) {
  return queryOptions({
    queryKey: ['face', face?.id, face?.savedAt],
    queryFn: () => (face ? loadFaceRecord(face.id) : null),
    staleTime: Infinity,
    gcTime: 60_000,
    retry: false,
    networkMode: 'always',
  });
}

/** The whole face of a summary; null while it is read. */
export function useFace(face: Pick<FaceSummary, 'id' | 'savedAt'> | null) {
  return useQuery(faceQuery(face)).data ?? null;
}
