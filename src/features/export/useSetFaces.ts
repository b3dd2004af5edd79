import { useEffect, useState } from 'react';
import type { SetFace } from '../../domain/dataset/setFaces';
import { loadSetFaces } from '../../storage/setFaces';
import type { ShippedRecipe } from '../../storage/setFaces';

/** The chosen faces as far as the set has to know them; null until they are read. List and function must be the same objects from one render to the next. */
export function useSetFaces(ids: readonly string[], shippedRecipe: ShippedRecipe): readonly SetFace[] | null {
  const [faces, setFaces] = useState<readonly SetFace[] | null>(null);
  useEffect(() => {
    const reading = new AbortController();
    void loadSetFaces(ids, shippedRecipe, reading.signal)
      .catch(() => [])
      .then((read) => {
        if (!reading.signal.aborted) setFaces(read);
      });
    return () => reading.abort();
  }, [ids, shippedRecipe]);
  return faces;
}
