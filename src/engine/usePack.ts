import { queryOptions, useQuery } from '@tanstack/react-query';
import { packManifestSchema, type PackManifest } from '../domain/packs/manifest';
import { engine } from './client';
import { packFileUrl, packSource, packUrl } from './packSource';
import { useLoadProgress } from './progress';

const once = { staleTime: Infinity, gcTime: Infinity, retry: false, networkMode: 'always' } as const;

/** The pack in the worker, ready to run. */
export const packQuery = queryOptions({
  queryKey: ['pack', packUrl],
  queryFn: async ({ client }) => {
    const pack = await engine.load(packSource, (progress) => useLoadProgress.setState({ progress }));
    // A pack that was opened from files has no address to read it from, and the panel needs it while the pack is loaded anew.
    client.setQueryData(['pack-manifest', packUrl], pack.manifest);
    return pack;
  },
  ...once,
});

/**
 * The pack's manifest alone, a few KB, so that the compose panel is there while the weights still come.
 * The worker reads and judges the manifest itself: failures are reported from there.
 */
export const manifestQuery = queryOptions({
  queryKey: ['pack-manifest', packUrl],
  queryFn: async ({ signal }): Promise<PackManifest> => {
    const url = packFileUrl('pack.json');
    if (url === null) throw new Error('The worker alone reads this pack.');
    const response = await fetch(url, { signal });
    if (!response.ok) throw new Error(`pack.json: HTTP ${response.status}`);
    return packManifestSchema.parse(await response.json());
  },
  ...once,
});

export function usePack() {
  return useQuery(packQuery);
}

export function usePackManifest(): PackManifest | null {
  const early = useQuery(manifestQuery);
  const loaded = usePack();
  return loaded.data?.manifest ?? early.data ?? null;
}
