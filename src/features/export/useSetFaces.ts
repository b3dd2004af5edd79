import { useEffect, useState } from 'react';
import type { SetFace } from '../../domain/dataset/setFaces';
import type { PackManifest } from '../../domain/packs/manifest';
import { loadSetFaces } from '../../storage/setFaces';

/** The chosen faces as far as the set has to know them; null until they are read. Both lists must be the same objects from one render to the next. */
export function useSetFaces(ids: readonly string[], packs: readonly Pick<PackManifest, 'id' | 'words'>[]): readonly SetFace[] | null {
  const [faces, setFaces] = useState<readonly SetFace[] | null>(null);
  useEffect(() => {
    const reading = new AbortController();
    void loadSetFaces(ids, packs, reading.signal)
      .catch(() => [])
      .then((read) => {
        if (!reading.signal.aborted) setFaces(read);
      });
    return () => reading.abort();
  }, [ids, packs]);
  return faces;
}
