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
    return inSlices(mapped(faces), (map) => {
      known.set(faces, map);
      setComputed({ faces, map });
    });
  }, [faces]);
  return known.get(faces) ?? (computed?.faces === faces ? computed.map : null);
}

function* mapped(faces: readonly FaceSummary[]): Generator<void, FaceMap> {
  const features = yield* faceFeatures(faces);
  const plane = yield* principalPlane(features.rows);
  return { places: yield* placed(faces, plane), description: describeFeatures(features, plane.shares) };
}

/** Faces between two looks at the clock. */
const AT_ONCE = 1000;

function* placed(faces: readonly FaceSummary[], { points }: Plane): Generator<void, ReadonlyMap<string, Point>> {
  const radius = points.reduce((most, { x, y }) => Math.max(most, Math.hypot(x, y)), 0) || 1;
  const places = new Map<string, Point>();
  for (const [index, { x, y }] of points.entries()) {
    if (index % AT_ONCE === 0) yield;
    const face = faces[index];
    if (face !== undefined) places.set(face.id, { x: x / radius, y: y / radius });
  }
  return places;
}
