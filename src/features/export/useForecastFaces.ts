import { useEffect, useState } from 'react';
import { loadCurations } from '../../storage/curation';
import { loadSummaries } from '../../storage/faces';
import type { ForecastFace } from './forecast';

/** The chosen faces in short, with what people said about them; null until they are read. */
export function useForecastFaces(ids: readonly string[]): readonly ForecastFace[] | null {
  const [faces, setFaces] = useState<readonly ForecastFace[] | null>(null);
  useEffect(() => {
    let current = true;
    void readForecastFaces(ids)
      .catch(() => [])
      .then((read) => {
        if (current) setFaces(read);
      });
    return () => {
      current = false;
    };
  }, [ids]);
  return faces;
}

async function readForecastFaces(ids: readonly string[]): Promise<ForecastFace[]> {
  const [summaries, curations] = await Promise.all([loadSummaries(ids), loadCurations(ids)]);
  const byId = new Map(curations.map((curation) => [curation.faceId, curation]));
  return summaries.map(({ id, recognised, pack }) => ({ recognised, pack, curation: byId.get(id) }));
}
