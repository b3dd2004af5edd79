import { queryOptions, useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { FaceRecord } from '../storage/records';
import { loadFaceRecord } from '../storage/faces';
import { setHolding } from './openSet';
import type { FaceSummary } from '../storage/summary';

/** A face made anew has the same id, so its time belongs to the key. */
function faceQuery(face: Pick<FaceSummary, 'id' | 'savedAt'> | null) {
  return queryOptions({
    queryKey: ['face', face?.id, face?.savedAt],
    queryFn: () => (face ? (setHolding(face.id)?.face(face.id) ?? loadFaceRecord(face.id)) : null),
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

/** The whole faces of summaries, in their order; without those that are still being read. Each is read once. */
export function useFaces(faces: readonly FaceSummary[]): readonly FaceRecord[] {
  return useQueries({ queries: faces.map(faceQuery), combine: thoseRead });
}

function thoseRead(results: readonly UseQueryResult<FaceRecord | null>[]): readonly FaceRecord[] {
  return results.flatMap(({ data }) => data ?? []);
}
