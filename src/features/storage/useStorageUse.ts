import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { measureStorage } from '../../storage/usage';
import { alertError, announce } from '../../ui/notices';

const storageUseQuery = queryOptions({
  queryKey: ['storage-use'],
  queryFn: measureStorage,
  staleTime: 0,
  gcTime: 0,
  retry: false,
  networkMode: 'always',
});

export function useStorageUse() {
  return useQuery(storageUseQuery);
}

/** Runs a task that changes what is kept, says what came of it, and measures anew. */
export function useStorageTask(): (task: () => Promise<string>) => void {
  const client = useQueryClient();
  return (task) => {
    task()
      .then(announce, (error: unknown) => {
        alertError(`This browser's storage could not be changed: ${error instanceof Error ? error.message : String(error)}`);
      })
      .finally(() => void client.invalidateQueries(storageUseQuery));
  };
}
