import { useEffect, useState } from 'react';
import { principalPlane, type Plane } from '../../../domain/map/principalPlane';
import type { Point } from '../../../domain/map/shapes';
import { inSlices } from '../../../library/slices';
import type { FaceSummary } from '../../../storage/summary';
import { describeFeatures, faceFeatures } from './features';

export interface FaceMap {
  /** Id → place, the furthest of all at a distance of 1 from the middle. */
  readonly places: ReadonlyMap<string, Point>;
  /** In a sentence, what the map is made of. */
  readonly description: string;
}

/** Computed once for every state of the library: another view and back does not compute it anew. */
const known = new WeakMap<readonly FaceSummary[], FaceMap>();

/** Where the faces lie on the map; null while that is computed, bit by bit while the page goes on. */
export function useFaceMap(faces: readonly FaceSummary[]): FaceMap | null {
  const [computed, setComputed] = useState<{ readonly faces: readonly FaceSummary[]; readonly map: FaceMap } | null>(null);
  useEffect(() => {
    if (known.has(faces)) return;
    const features = faceFeatures(faces);
    return inSlices(principalPlane(features.rows), (plane) => {
      const map = { places: placed(faces, plane), description: describeFeatures(features, plane.shares) };
      known.set(faces, map);
      setComputed({ faces, map });
    });
  }, [faces]);
  return known.get(faces) ?? (computed?.faces === faces ? computed.map : null);
}

function placed(faces: readonly FaceSummary[], { points }: Plane): ReadonlyMap<string, Point> {
  const radius = points.reduce((most, { x, y }) => Math.max(most, Math.hypot(x, y)), 0) || 1;
  return new Map(
    faces.map((face, index) => {
      const { x, y } = points[index] ?? { x: 0, y: 0 };
      return [face.id, { x: x / radius, y: y / radius }];
    }),
  );
}
