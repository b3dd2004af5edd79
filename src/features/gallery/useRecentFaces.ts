import { queryOptions, useQuery } from '@tanstack/react-query';
import { listRecentFaces } from '../../storage/faces';

const FACES_SHOWN = 60;

export const recentFacesQuery = queryOptions({
  queryKey: ['recent-faces'],
  queryFn: () => listRecentFaces(FACES_SHOWN),
  staleTime: Infinity,
  retry: false,
  networkMode: 'always',
});

export function useRecentFaces() {
  return useQuery(recentFacesQuery).data ?? [];
}
