import { useQuery } from '@tanstack/react-query';
import { loadFaceRecord } from '../../storage/faces';
import type { FaceRecord } from '../../storage/records';

/** The kept faces of some ids, in their order; null while they are read, and without those that are no longer kept. */
export function useComparedFaces(ids: readonly string[]): readonly FaceRecord[] | null {
  const { data } = useQuery({
    queryKey: ['compared', ids],
    queryFn: async () => (await Promise.all(ids.map(loadFaceRecord))).filter((face) => face !== null),
    gcTime: 0,
    retry: false,
    networkMode: 'always',
  });
  return data ?? null;
}
