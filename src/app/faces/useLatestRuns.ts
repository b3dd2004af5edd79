import { useRecentFaces } from '../../library/recent';
import { useFaces } from '../../library/useFace';
import type { FaceRecord } from '../../storage/records';

/** The recent faces that were made in this browser, newest first, with how long that took. A face restored from its picture does not say. */
export function useLatestRuns(): readonly FaceRecord[] {
  return useFaces(useRecentFaces()).filter(({ provenance }) => !provenance.restored);
}
