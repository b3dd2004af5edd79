import type { PackManifest } from '../../domain/packs/manifest';
import { manifestQuery, packQuery } from '../../engine/usePack';
import { queryClient } from '../shell/queryClient';

/** The manifest of the pack in use, also while its weights still come; undefined before it is here. */
export function manifestAtHand(): PackManifest | undefined {
  return queryClient.getQueryData(packQuery.queryKey)?.manifest ?? queryClient.getQueryData(manifestQuery.queryKey);
}
